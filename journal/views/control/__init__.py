"""Pages of the deputy director's control (regulation, 4.2); the director reads them."""
