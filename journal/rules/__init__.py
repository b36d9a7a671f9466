"""Pure rules: dates and numbers in, an answer out; no clock, no database."""
