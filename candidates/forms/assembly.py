"""What is typed of the Party members' assembly."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.assembly_rules import ASSEMBLY, AssemblyRules
from candidates.forms.named_votes import day, number, words
from candidates.forms.pasted import SEPARATORS
from candidates.queries.assembly import MemberRow
from candidates.services.agenda_checks import Adopted, Held, Votes
from candidates.services.not_expected import Situation
from candidates.told import told_name
from elections.rulebook import AgendaItem
from elections.rulebook.wording import word

MOST_NAMES = 500


def _text(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"class": "form-control", "rows": 3})
    return forms.CharField(label=label, max_length=most, widget=widget, **kwargs)


def _chair(names: Sequence[str]) -> forms.CharField | forms.ChoiceField:
    """The outgoing committee to choose from; a name to type where the register does not know it."""
    label = _("Who chairs the assembly")
    if not names:
        return words(label, 50, required=False)
    choices = [(name, told_name(name)) for name in names]
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.Select(attrs={"class": "form-select"})
    )


class LeaveOutForm(forms.Form):
    """Which member is left out, in which situation, and since when."""

    resident = forms.TypedChoiceField(
        label=_("Party member"), coerce=int, widget=forms.Select(attrs={"class": "form-select"})
    )
    since = day(_("Since"), required=False, help_text=_("Only where it must have lasted for a time."))

    def __init__(self, data: Any, rules: AssemblyRules, members: Sequence[MemberRow]) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["resident"].choices = [(row.person.pk, told_name(row.person.name)) for row in members]
        self.rules = rules
        if rules.situations.stated:
            named = [(code, Said(word(code))) for code in rules.situations.value]
            fields["situation"] = forms.ChoiceField(
                label=_("Situation"), choices=named, widget=forms.RadioSelect
            )
        if not rules.lasting.value:
            del fields["since"]
        fields["detail"] = words(_("In particular"), 300, required=not rules.situations.stated)

    def entered(self) -> Situation:
        """The situation as the service takes it."""
        data = self.cleaned_data
        return Situation(data.get("situation", ""), data["detail"], data.get("since"))


class ApprovalForm(forms.Form):
    """The next approval of an entry; the assembly's is a vote."""

    approval = forms.CharField(widget=forms.HiddenInput)
    held_on = day(_("Day of it"))
    note = words(_("Who was asked or decided, and what"), 300)

    def __init__(self, data: Any, approval: str) -> None:
        super().__init__(data)
        self.votes = approval == ASSEMBLY
        if self.votes:
            self.fields["present"] = number(_("Present with the right to vote"))
            self.fields["in_favour"] = number(_("in favour"))
            self.fields["against"] = number(_("against"), required=False)
            self.fields["abstained"] = number(_("abstained"), required=False)

    def given(self) -> dict[str, Any]:
        """The approval as the service takes it."""
        data = self.cleaned_data
        taken = {name: data[name] for name in ("approval", "held_on", "note")}
        if not self.votes:
            return taken
        votes = Votes(data["in_favour"], data["against"] or 0, data["abstained"] or 0)
        return taken | {"adopted": Adopted(data["present"], votes)}


class AgendaForm(forms.Form):
    """An item of the agenda: what it counts, votes on, whom it names, which ballots are handed out.

    Ballots that were `counted_here` are told by the count. Of the item that names the chair `chairs` are those who may be.
    """

    def __init__(
        self,
        data: Any,
        item: AgendaItem,
        *,
        counted_here: bool = False,
        chairs: Sequence[str] | None = None,
    ) -> None:
        super().__init__(data)
        self.item, self.counted_here = item, counted_here
        if chairs is not None:
            self.fields["chair"] = _chair(chairs)
        if item.counts:
            self.fields["present"] = number(_("Party members present"))
            self.fields["without_vote"] = number(_("Of them without the right to vote"), initial=0)
        for what in item.votes:
            self._asks_votes(what)
        for duty in item.names:
            self.fields[f"names-{duty}"] = words(
                Said(word(duty)), MOST_NAMES, help_text=_("Names with a space between them.")
            )
        if item.ballots:
            self._asks_ballots()
        self.fields["note"] = _text(_("Remarks"), 500, required=False)

    def _asks_votes(self, what: str) -> None:
        title = Said(word(what))
        asked = ((_("in favour"), True), (_("against"), False), (_("abstained"), False))
        for suffix, (label, required) in zip(("", "-against", "-abstained"), asked, strict=True):
            self.fields[f"votes-{what}{suffix}"] = number(f"{title} · {label}", required=required)

    def _asks_ballots(self) -> None:
        if not self.counted_here:
            self.fields["issued"] = number(_("Ballots handed out"))
        self.fields["box_checked_by"] = words(_("Scrutineers who checked the box"), 200)
        self.fields["helpers"] = _text(
            _("Who wrote for whom"),
            2000,
            required=False,
            help_text=_("One a line: the elector, then who wrote by the elector’s will."),
        )

    def clean_helpers(self) -> list[tuple[str, str]]:
        """Each line as elector and helper."""
        pairs = [[one for one in SEPARATORS.split(line.strip()) if one] for line in self._lines("helpers")]
        if any(len(pair) != 2 for pair in pairs):
            raise forms.ValidationError(_("Each line holds two names, elector and helper."), code="invalid")
        return [(elector, helper) for elector, helper in pairs]

    def _lines(self, name: str) -> list[str]:
        return [line for line in self.cleaned_data[name].splitlines() if line.strip()]

    def held(self) -> Held:
        """The item as the service takes it."""
        data = self.cleaned_data
        return Held(
            present=data.get("present"),
            without_vote=data.get("without_vote") or 0,
            votes={what: self._votes(what) for what in self.item.votes},
            names={
                duty: [name for name in SEPARATORS.split(data[f"names-{duty}"].strip()) if name]
                for duty in self.item.names
            },
            issued=data.get("issued"),
            box_checked_by=data.get("box_checked_by", ""),
            helpers=data.get("helpers", ()),
            note=data["note"],
            chair=data.get("chair", ""),
        )

    def _votes(self, what: str) -> Votes:
        given = (self.cleaned_data.get(f"votes-{what}{suffix}") for suffix in ("", "-against", "-abstained"))
        return Votes(*(figure or 0 for figure in given))


class WhyForm(forms.Form):
    """Why an entry is withdrawn or an item taken back."""

    reason = words(_("Reason"), 200)
