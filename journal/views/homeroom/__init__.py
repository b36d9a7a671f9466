"""Pages of the homeroom teacher: the class today, its attendance, its results. Deputy and director read them."""
