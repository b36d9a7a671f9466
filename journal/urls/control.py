"""Addresses of the control by the deputy director (regulation, 4.2)."""

from django.urls import path

from journal.views.control import board, duties, handover, pauses

urlpatterns = [
    path("control/", board.board, name="control"),
    path("control/duties/", duties.duties, name="control-duties"),
    path("control/pauses/", pauses.pauses, name="control-pauses"),
    path("control/handover/", handover.handover, name="control-handover"),
]
