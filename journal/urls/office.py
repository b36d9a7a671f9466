"""Addresses of the school's office, where they need classes; the rest stands on the ground floor."""

urlpatterns = []
