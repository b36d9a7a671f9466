"""Addresses of families and of the home page. Keys are registered on the ground floor, which comes first."""

from django.urls import include, path, register_converter

from journal.urls.converters import DayConverter, WeekConverter
from journal.views.family import absence, diary, entry, home, homework, looks, marks, programme, reminding, results

register_converter(WeekConverter, "week")
register_converter(DayConverter, "day")

child = [
    path("diary/", diary.diary, name="family-diary"),
    path("diary/<week:week>/", diary.week, name="family-week"),
    path("days/<day:day>/", diary.day, name="family-day"),
    path("homework/", homework.homework, name="family-homework"),
    path("marks/", marks.marks, name="family-marks"),
    path("subjects/<key:subject>/", marks.subject, name="family-subject"),
    path("entries/<key:pk>/", entry.entry, name="family-entry"),
    path("programme/", programme.programme, name="family-programme"),
    path("results/", results.results, name="family-results"),
    path("looks/", looks.looks, name="family-looks"),
    path("remind/", reminding.remind, name="family-remind"),
    path("absence/", absence.absence, name="family-absence"),
    path("absence/<key:pk>/withdraw/", absence.withdraw, name="family-absence-withdraw"),
]

urlpatterns = [
    path("home/", home.home, name="home"),
    path("notices/<key:pk>/read/", home.read, name="notice-read"),
    path("students/<key:sid>/", include(child)),
]
