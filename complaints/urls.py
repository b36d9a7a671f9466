"""Addresses of complaints. Keys of rows are registered on the ground floor, which comes first."""

from django.urls import path, register_converter

from complaints.converters import NumberConverter
from complaints.views import case, letter, question

register_converter(NumberConverter, "number")

app_name = "complaints"
urlpatterns = [
    path("complaints/<number:number>/", case.complaint, name="complaint"),
    path("complaints/<number:number>/letter/", letter.letter, name="letter"),
    path("teach/questions/<key:pk>/", question.question, name="question"),
]
