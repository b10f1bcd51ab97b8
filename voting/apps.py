from django.apps import AppConfig
from django.urls import register_converter


class VotingConfig(AppConfig):
    name = "voting"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from voting.converters import VoteConverter

        register_converter(VoteConverter, "vote")
