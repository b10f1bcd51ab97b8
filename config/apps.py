from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """The wiring, as an app: it is ready in every process that runs Django."""

    name = "config"

    def ready(self) -> None:
        """Whoever starts a job, in whatever thread, rings with the project's Celery and not with a nameless one."""
        import_module("config.celery").app.set_default()
