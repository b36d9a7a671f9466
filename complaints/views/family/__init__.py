"""Pages of those who complain: their cases, the questions of a new one."""
