from django.apps import AppConfig

from accounts.sqlite import teach_cyrillic


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "Люди и роли"

    def ready(self):
        teach_cyrillic()
