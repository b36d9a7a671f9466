"""Pages of the teacher whom the director asks."""
