"""What speaks against an entry of the roll: told all at once, each with its clause and beside its field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from accounts.refusals import Refusal
from accounts.said import Listed, Said
from elections.models import Election
from elections.refusals import DateInTheFuture
from elections.rulebook.sections.voting import Category
from villages.identity import birth_date_of, check_matches, well_formed
from villages.models import Group, Resident
from villages.refusals.resident import GroupUnknown, IdNumberFaulty
from villages.sealing import blind_index
from voting.enums import Ground, Relocation
from voting.evidence import (
    WORDS,
    at_home,
    away,
    categories_of,
    category_of,
    missing,
    residence_of,
    rights_restored,
    too_short,
    youngest_voter,
)
from voting.models import Roll, RollEntry
from voting.queries.roll import places_elsewhere
from voting.refusals import registration as refusals
from voting.refusals.roll import (
    EvidenceMissing,
    NothingToCorrect,
    ResidenceTooShort,
    RollEmpty,
    VoterElsewhere,
    VoterUnderAge,
)

# 多方联系未果: one try is not several.
SEVERAL = 2
NEEDS: dict[str, Promise | str] = {
    "statement": _("the statement to take part, with day and manner"),
    "application": _("the application, with its day"),
    "meeting_decision": _("the decision of the meeting, with its day"),
    "one_year": _("since when the person is here"),
    "dwelling": _("the proof of the dwelling"),
    "committee_confirmation": _("the committee's confirmation, with its day"),
}


@dataclass(frozen=True)
class Newcomer:
    """Somebody to be put on the draft. The identity number in clear is sealed before it is stored."""

    id_number: str
    name: str
    group: int
    household: str = ""


@dataclass(frozen=True)
class Exclusion:
    """On what ground a person is not registered, and what shows it.

    `document` and `until` are of the judicial document (`until` None: for life); `guardian` and `agreed_on` of the
    consent; `confirmed_on` the day of the committee's confirmation or of the meeting; `place` where somebody is
    registered; `reason` the words of another reason.
    """

    ground: str
    document: str = ""
    until: date | None = None
    guardian: str = ""
    agreed_on: date | None = None
    confirmed_on: date | None = None
    place: str = ""
    reason: str = ""

    @property
    def evidence(self) -> dict[str, Any]:
        """What of it goes on record."""
        until = self.until.isoformat() if self.until else None
        agreed = self.agreed_on.isoformat() if self.agreed_on else None
        confirmed = {"on": self.confirmed_on.isoformat()} if self.confirmed_on else None
        of_ground: dict[str, dict[str, Any]] = {
            Ground.RIGHTS: {"rights": {"document": self.document, "until": until}},
            Ground.INCAPABLE: {
                "guardian": {"name": self.guardian, "on": agreed} if self.guardian else None,
                "committee_confirmation": confirmed,
            },
            Ground.ELSEWHERE: {"elsewhere": {"place": self.place}},
            Ground.NOT_AGREED: {"not_agreed": confirmed},
        }
        found = of_ground.get(self.ground, {})
        return {name: record for name, record in found.items() if record}


def against_registering(election: Election, entry: RollEntry, now: datetime) -> Iterator[Refusal]:
    """What speaks against the entry as it would stand."""
    rules, day = election.cycle.rules, election.election_day
    assert day is not None  # the gate refuses without one
    category = category_of(rules, election.village.kind, entry.category)
    if category is None:
        yield refusals.CategoryUnknown(_("The rulebook has no such category here."), field="category")
        return
    yield from _evidence(election, category, entry, localtime(now).date())
    if entry.birth_date > youngest_voter(rules, day):
        yield VoterUnderAge(
            _("Not %(age)s years old on %(day)s."),
            {"age": rules.roll.voter_min_age.value, "day": day},
            clause=rules.roll.voter_min_age.clause,
        )
    yield from _elsewhere(election, entry)
    yield from _relocated(election, category, entry)
    yield from _by_the_register(election, category, entry)


def _evidence(election: Election, category: Category, entry: RollEntry, today: date) -> Iterator[Refusal]:
    rules, day = election.cycle.rules, election.election_day
    assert day is not None
    residence = residence_of(rules, day, election.registration_day or today)
    for need in missing(category, entry.evidence, residence, entry.statement):
        if need == "one_year" and residence is not None and too_short(entry.evidence, residence):
            yield ResidenceTooShort(
                _("“%(category)s” asks for being here since %(latest)s at the latest, counted to %(to)s."),
                {"category": Said(category.title), "latest": residence.latest, "to": residence.counted_to},
                clause=rules.roll.residence_years.clause,
                field="one_year_since",
                data={"latest": residence.latest.isoformat(), "counted_to": residence.counted_to.isoformat()},
            )
        else:
            yield EvidenceMissing(
                _("“%(category)s” needs on record: %(need)s."),
                {"category": Said(category.title), "need": NEEDS[need]},
                clause=category.clause,
                field=f"{need}_{WORDS[need][0]}",
                data={"needs": [need]},
            )


def _elsewhere(election: Election, entry: RollEntry) -> Iterator[Refusal]:
    rule = election.cycle.rules.roll.one_place_only
    places = [place for _index, place in places_elsewhere(election, [bytes(entry.id_index).hex()])]
    if places:
        yield VoterElsewhere(
            _("Stands on the roll of another place already: %(places)s. A person votes in one place."),
            {"places": Listed(places)},
            clause=rule.clause or None,
            data={"places": places},
        )


def _relocated(election: Election, category: Category, entry: RollEntry) -> Iterator[Refusal]:
    """Where a relocated person votes: the village moved as a whole votes as before, who moved the registration votes
    where it is, and others only with a reason and an approval where they live (A-ROLL-11).
    """
    if "application" not in category.needs:
        return
    clause = election.cycle.rules.roll.relocated_by_case.clause or None
    if entry.relocation == Relocation.WHOLE:
        yield refusals.RelocatedElsewhere(
            _("The village moved as a whole and still exists: the person votes in the original village."),
            clause=clause,
            field="relocation",
        )
    if entry.relocation == Relocation.SCATTERED:
        yield refusals.RelocatedElsewhere(
            _("The registration was moved with the resettlement: the person votes where it is."),
            clause=clause,
            field="relocation",
        )
    record = entry.evidence.get("relocated", {})
    if entry.relocation == Relocation.PART and not (record.get("reason") and record.get("approval")):
        yield EvidenceMissing(
            _(
                "Who moved with a part of the village votes there; voting here needs a reason and an approval."
            ),
            clause=clause,
            field="relocated_reason",
            data={"needs": ["relocated"]},
        )


def _by_the_register(election: Election, category: Category, entry: RollEntry) -> Iterator[Refusal]:
    """The household register must not contradict the category, where the person is in it."""
    index = bytes(entry.id_index)
    person = Resident.objects.filter(village=election.village_id, id_index=index, left_on=None).first()
    if person is None:
        return
    kinds = categories_of(election.cycle.rules, election.village.kind)
    home, elsewhere = at_home(kinds), away(kinds)
    foreign = "application" in category.needs
    if not person.registered_here and not foreign:
        told = _("By the household register the person is not registered here.")
        yield refusals.RegisterSaysOtherwise(told, clause=category.clause, field="category")
    moved = entry.relocation in (Relocation.WHOLE, Relocation.PART)
    lives_elsewhere = person.registered_here and not person.lives_here and not moved
    if lives_elsewhere and category == home and elsewhere is not None:
        told = _("By the household register the person lives elsewhere: a statement to take part is needed.")
        yield refusals.RegisterSaysOtherwise(told, clause=elsewhere.clause, field="category")


def against_newcomer(roll: Roll, person: Newcomer) -> Iterator[Refusal]:
    """What speaks against putting somebody on the draft at all."""
    number = person.id_number
    sound = well_formed(number) and birth_date_of(number) is not None
    if not sound or not check_matches(number):
        yield IdNumberFaulty(_("This is no identity number: a digit is wrong or missing."), field="id_number")
        return
    twice = roll.entries.filter(id_index=blind_index(number)).first()
    if twice is not None:
        yield refusals.VoterTwice(
            _("Stands on this list already, under number %(number)s."),
            {"number": twice.number},
            clause=roll.election.cycle.rules.roll.one_place_only.clause or None,
            field="id_number",
            data={"number": twice.number},
        )
    yield from against_group(roll.election, person.group)


def against_group(election: Election, group: int) -> Iterator[Refusal]:
    known = Group.objects.filter(village=election.village_id)
    if known.exists() and not known.filter(number=group).exists():
        yield GroupUnknown(_("There is no group %(group)s here."), {"group": group}, field="group")


def against_contact(election: Election, on: date, how: str, now: datetime) -> Iterator[Refusal]:
    yield from _future(now, on=on)
    if not how.strip():
        clause = election.cycle.rules.roll.absent_sought.clause or None
        yield refusals.ProofMissing(_("Say how the person was sought."), clause=clause, field="how")


def against_refusing(
    election: Election, entry: RollEntry, exclusion: Exclusion, now: datetime
) -> Iterator[Refusal]:
    """What speaks against listing the person as not registered on this ground."""
    yield from _future(now, agreed_on=exclusion.agreed_on, confirmed_on=exclusion.confirmed_on)
    by_ground = {
        Ground.RIGHTS: _rights,
        Ground.INCAPABLE: _incapable,
        Ground.ELSEWHERE: _registered_elsewhere,
        Ground.UNREACHABLE: _unreachable,
        Ground.NO_STATEMENT: _not_asked,
        Ground.NOT_AGREED: _not_agreed,
        Ground.TOO_SHORT: _long_enough,
        Ground.OTHER: _unexplained,
    }
    yield from by_ground[Ground(exclusion.ground)](election, entry, exclusion)


def _rights(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    day, clause = election.election_day, election.cycle.rules.roll.deprived_of_rights_barred.clause or None
    assert day is not None
    if not exclusion.document.strip():
        yield refusals.ProofMissing(
            _("Name the judicial document: the deprivation is shown by it alone."),
            clause=clause,
            field="document",
        )
    if rights_restored(exclusion.until, day):
        yield refusals.RightsRestored(
            _("The deprivation ends on %(until)s, before election day, %(day)s: the person may vote."),
            {"until": exclusion.until, "day": day},
            clause=clause,
            field="until",
        )


def _incapable(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    """Both conditions; under the other reading of the text the committee decides alone (AMB-27)."""
    rule = election.cycle.rules.roll.guardian_consent
    clause = rule.clause or None
    asked = not rule.stated or rule.value
    if asked and not (exclusion.guardian.strip() and exclusion.agreed_on):
        yield refusals.ConsentMissing(
            _("Without the guardian's consent, by name and day, the person stays on the roll."),
            clause=clause,
            field="guardian",
        )
    if exclusion.confirmed_on is None:
        yield refusals.ConsentMissing(
            _("The election committee has to confirm it; enter the day."), clause=clause, field="confirmed_on"
        )


def _registered_elsewhere(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    if not exclusion.place.strip():
        yield refusals.ProofMissing(
            _("Name the place where the person is registered for the election."),
            clause=election.cycle.rules.roll.one_place_only.clause or None,
            field="place",
        )


def _unreachable(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    tries = len(entry.evidence.get("contacts", ()))
    if tries < SEVERAL:
        yield refusals.NotReached(
            _("The person was sought %(tries)s times. Note every try first; one way is not enough."),
            {"tries": tries},
            clause=election.cycle.rules.roll.absent_sought.clause or None,
            field="ground",
        )


def _not_asked(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    if not entry.evidence.get("contacts"):
        yield refusals.NotReached(
            _("Nobody has asked the person yet. Note when and how that was done."),
            clause=election.cycle.rules.roll.absent_sought.clause or None,
            field="ground",
        )


def _not_agreed(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    if exclusion.confirmed_on is None:
        yield refusals.ProofMissing(
            _("Enter the day of the meeting that did not agree."),
            clause=election.cycle.rules.roll.nonregistered_approval.clause or None,
            field="confirmed_on",
        )


def _long_enough(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    rules, day = election.cycle.rules, election.election_day
    assert day is not None
    residence = residence_of(rules, day, election.registration_day or day)
    since = entry.evidence.get("one_year", {}).get("since")
    if residence is not None and since and not too_short(entry.evidence, residence):
        yield refusals.ProofMissing(
            _("By the record the person is here since %(since)s: that is long enough."),
            {"since": date.fromisoformat(since)},
            clause=rules.roll.residence_years.clause,
            field="ground",
        )


def _unexplained(election: Election, entry: RollEntry, exclusion: Exclusion) -> Iterator[Refusal]:
    if not exclusion.reason.strip():
        yield refusals.ProofMissing(
            _("Say why; the reason is posted with the list."),
            clause=election.cycle.rules.roll.unregistered_published.clause or None,
            field="reason",
        )


def _future(now: datetime, **days: date | None) -> Iterator[Refusal]:
    today = localtime(now).date()
    for field, day in days.items():
        if day is not None and day > today:
            yield DateInTheFuture(_("%(day)s is still to come."), {"day": day}, field=field)


def no_draft(election: Election) -> Refusal:
    """Why there is no draft to put somebody on."""
    if election.rolls.exists():
        return NothingToCorrect(
            _("The roll is published. Open a correction; the person is put on it there."),
            clause=election.cycle.rules.roll.adjusted_republished.clause or None,
        )
    return RollEmpty(_("There is no list yet. Draw the roll up from the register, or send a sheet in."))
