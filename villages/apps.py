from django.apps import AppConfig


class VillagesConfig(AppConfig):
    name = "villages"
    default_auto_field = "django.db.models.BigAutoField"
