"""Addresses that everybody may open and that need the journal; the rest stands on the ground floor."""

from django.urls import path

from journal.views import service

urlpatterns = [path("service/", service.regulation, name="service")]
