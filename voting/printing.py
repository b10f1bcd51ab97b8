"""What stands against the printing of ballots: each package that knows of something registers it in its `printing` module."""

from collections.abc import Callable

from accounts.discovery import discover
from voting.models import Contest

Check = Callable[[Contest], None]
_checks: list[Check] = []


def stands_against_ballots(check: Check) -> Check:
    """Register a check that raises PaperNotReady while the ballots of a round are not to be printed."""
    _checks.append(check)
    return check


def refuse_ballots(contest: Contest) -> None:
    """Raises PaperNotReady where a package has something against printing the ballots of a round."""
    discover("printing")
    for check in _checks:
        check(contest)
