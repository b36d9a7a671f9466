"""Inventing a school: pure functions of a size, a day and a seed, down to the rows of its workbook."""
