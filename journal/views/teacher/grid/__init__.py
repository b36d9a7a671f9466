"""The journal of a course: students down, lessons across."""
