"""Pages of the school's office: the administrator's desk."""
