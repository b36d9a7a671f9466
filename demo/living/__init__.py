"""Living a year: what teachers of different habits write in the diary, and when."""
