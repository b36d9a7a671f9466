"""Forms of the deputy director's control."""
