"""Pure rules of the ways in: they know no database and no clock."""
