"""Pages of teachers: the day, a lesson, a work."""
