from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class LoadConfig(AppConfig):
    """The processes of a load test: whatever comes before the vote is done in every village."""

    name = "tests.load"
    default = True

    def ready(self) -> None:
        from elections import steps
        from tests.voting.ballots import BEFORE_THE_VOTE, done, recorded

        autodiscover_modules("steps")
        steps._sources.update(dict.fromkeys(BEFORE_THE_VOTE, done))
        steps._recorded = recorded
