from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "journal"
    verbose_name = "Журнал"
    # What it holds about people.
    about = "journal.models.about"
