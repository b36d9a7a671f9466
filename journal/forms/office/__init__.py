"""Forms of the school's office."""
