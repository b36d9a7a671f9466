"""Pages of complaints by audience: who complains, the teacher who is asked."""
