"""A year of a class or of the whole school as one file, to be kept and to be verified without the diary."""
