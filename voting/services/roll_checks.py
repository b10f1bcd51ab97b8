"""What refuses a sheet or a draft as a whole."""

from django.db.models import QuerySet
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from accounts.said import Listed
from elections.models import Election
from villages.templatetags.names import person
from voting.importing.voter import years_before
from voting.models import Roll, RollEntry, RollUpload, StagedVoter
from voting.queries.roll import VOTER, places_elsewhere, voters_of
from voting.refusals.roll import VoterElsewhere, VoterUnderAge

NAMED = 5
person_lazy = lazy(person, str)


def refuse_staged_elsewhere(election: Election, upload: RollUpload) -> None:
    """Raises VoterElsewhere: since the check somebody was put on the roll of another place (A-ROLL-13)."""
    _refuse_elsewhere(election, upload.rows.filter(VOTER))


def refuse_entries_elsewhere(election: Election, roll: Roll) -> None:
    """Raises VoterElsewhere: somebody on the draft is on the roll of another place (A-ROLL-13)."""
    _refuse_elsewhere(election, voters_of(roll))


def _refuse_elsewhere(election: Election, rows: QuerySet[StagedVoter] | QuerySet[RollEntry]) -> None:
    people = {bytes(index).hex(): name for index, name in rows.values_list("id_index", "name")}
    names = [people[index] for index, _place in places_elsewhere(election, people)]
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
    rule, day = election.cycle.rules.roll.voter_min_age, election.election_day
    assert day is not None  # the gate refuses without one
    minors = voters_of(roll).filter(birth_date__gt=years_before(day, rule.value))
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
