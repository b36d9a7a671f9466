"""The school's workbook: what its sheets are, how it is written, read, checked, compared and brought in."""
