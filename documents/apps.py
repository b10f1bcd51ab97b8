from importlib import import_module

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Register the checks of fonts and system libraries, and the printing of long papers."""
        import_module("documents.typeset.checks")
        import_module("documents.paper_jobs")
