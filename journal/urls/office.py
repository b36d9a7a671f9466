"""Addresses of the school's office, where they need classes; the rest stands on the ground floor."""

from django.urls import path

from journal.views.office import people, person

urlpatterns = [
    path("accounts/", people.people, name="people"),
    path("accounts/<key:pk>/", person.person, name="person"),
]
