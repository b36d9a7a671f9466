"""Addresses of complaints. Keys of rows are registered on the ground floor, which comes first."""

from django.urls import path, register_converter

from complaints.converters import NumberConverter
from complaints.views import letter
from complaints.views.family import cases, new
from complaints.views.teacher import questions

register_converter(NumberConverter, "number")

app_name = "complaints"
urlpatterns = [
    path("complaints/", cases.complaints, name="complaints"),
    path("complaints/new/", new.new, name="new"),
    path("complaints/new/reply/", new.reply, name="new-reply"),
    path("complaints/new/check/", new.check, name="new-check"),
    path("complaints/new/discard/", new.discard, name="new-discard"),
    path("complaints/<number:number>/", cases.complaint, name="complaint"),
    path("complaints/<number:number>/letter/", letter.letter, name="letter"),
    path("complaints/<number:number>/withdraw/", cases.withdrawal, name="withdraw"),
    path("teach/questions/", questions.questions, name="questions"),
    path("teach/questions/<key:pk>/", questions.question, name="question"),
]
