from django.apps import AppConfig


class ComplaintsConfig(AppConfig):
    name = "complaints"
    verbose_name = "Обращения"
    # What it holds about people.
    about = "complaints.models.about"
