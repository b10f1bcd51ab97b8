"""What refuses a sheet or a draft as a whole."""

from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from elections.models import Election
from villages.templatetags.names import person
from voting.evidence import youngest_voter
from voting.models import Roll
from voting.queries.elsewhere import names_elsewhere
from voting.queries.roll import voters_of
from voting.refusals.roll import VoterElsewhere, VoterUnderAge

NAMED = 5
person_lazy = lazy(person, str)


def refuse_elsewhere(election: Election, roll: Roll) -> None:
    """Raises VoterElsewhere: somebody on the draft, or on checked rows since their check, is on the roll of another
    place (A-ROLL-13).
    """
    names = names_elsewhere(election, roll, NAMED + 1)
    if names:
        raise VoterElsewhere(
            _(
                "On the roll of another place: %(names)s. Upload the sheet again to see the rows and the place."
            ),
            {"names": _named(names)},
            clause=election.cycle.rules.roll.one_place_only.clause or None,
        )


def refuse_under_age(election: Election, roll: Roll) -> None:
    """Raises VoterUnderAge: the election day may have been moved since the sheet was checked (A-ROLL-03)."""
    rules, day = election.cycle.rules, election.election_day
    assert day is not None  # the gate refuses without one
    rule = rules.roll.voter_min_age
    minors = voters_of(roll).filter(birth_date__gt=youngest_voter(rules, day))
    names = list(minors.values_list("name", flat=True)[: NAMED + 1])
    if names:
        raise VoterUnderAge(
            _("Not %(age)s years old on %(day)s: %(names)s."),
            {"age": rule.value, "day": day, "names": _named(names)},
            clause=rule.clause,
        )


def _named(names: list[str]) -> Listed:
    more = ["…"] if len(names) > NAMED else []
    return Listed([*(person_lazy(name) for name in names[:NAMED]), *more])
