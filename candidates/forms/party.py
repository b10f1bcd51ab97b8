"""What is typed on the stages of the Party's path."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.forms.named_votes import number
from candidates.forms.pasted import SEPARATORS, PastedRow, read_pasted
from candidates.models import Candidacy
from candidates.queries.formal_opinion import AskedOpinion
from candidates.queries.party_path import POSTS, Offered
from candidates.queries.recommendation import Registered
from candidates.services.formal_opinion import Opinion
from candidates.services.inspection import Inspected
from candidates.services.names import VoteLine
from candidates.services.party_list import NOT_ASKED, Named
from candidates.services.recommendation import Attendance
from candidates.told import told_name
from elections.rulebook.wording import word
from villages.enums import POSTS_OF, Body, Duty, Post
from voting.count_sheet import LARGEST
from voting.papers.words import POSTS as WORDS

FIGURES = (
    ("members_expected", _("Party members who should attend")),
    ("members_present", _("Party members present")),
    ("representatives_expected", _("Representatives who should attend")),
    ("representatives_present", _("Representatives present")),
    ("issued", _("Papers issued")),
    ("returned", _("Papers returned")),
)


def _day() -> forms.DateField:
    return forms.DateField(
        label=_("Day of it"), widget=forms.DateInput(attrs={"class": "form-control", "type": "date"})
    )


def _line(label: Any, most: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"class": "form-control"}), **kwargs
    )


def _text(label: Any, most: int, rows: int = 3, **kwargs: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"class": "form-control", "rows": rows}),
        **kwargs,
    )


def spelt_posts(*bodies: Body) -> dict[str, str]:
    """Every way in which the posts of bodies may be written."""
    posts = [post for body in bodies for post in POSTS_OF[body]]
    return {name: str(post) for post in posts for name in (WORDS[post], str(post.label), str(post))}


class MeetingForm(forms.Form):
    """The recommendation meeting: attendance of the two groups, papers, votes by person."""

    held_on = _day()

    def __init__(
        self,
        *args: Any,
        guided: bool,
        appraises: bool,
        intended: bool,
        registered: Registered,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.posts = spelt_posts(Body.PARTY, *([Body.COMMITTEE] if intended else []))
        for name, label in FIGURES:
            widget = forms.NumberInput(attrs={"class": "form-control num"})
            self.fields[name] = forms.IntegerField(label=label, min_value=0, widget=widget)
        self.fields["members_expected"].initial = registered.members
        self.fields["representatives_expected"].initial = registered.representatives
        self.fields["expected_reason"] = _line(
            _("Why others should attend than the registers name"), 300, required=False
        )
        self.fields["guides"] = _line(_("Who came from the township to guide"), 200, required=guided)
        if appraises:
            self.fields["appraisal"] = _text(_("What the appraisal of the sitting members found"), 500)
        self.fields["lines"] = _text(
            _("Votes: one person a line, post, name, votes"),
            9000,
            10,
            help_text=_("A line with a post alone holds for the lines after it."),
        )

    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name, _label in FIGURES]

    def clean_lines(self) -> list[PastedRow]:
        rows, unread = read_pasted(self.cleaned_data["lines"], self.posts)
        if unread:
            lines = ", ".join(map(str, unread))
            raise forms.ValidationError(
                _("These lines could not be read: %(lines)s"), params={"lines": lines}
            )
        return rows

    def attendance(self) -> Attendance:
        return Attendance(**{name: self.cleaned_data[name] for name, _label in FIGURES})

    def votes(self) -> list[VoteLine]:
        return [VoteLine(row.post, row.name, row.votes) for row in self.cleaned_data["lines"]]


@dataclass(frozen=True)
class Intended:
    """Whom a list may name for the committee, and whether it may name `others`."""

    offered: Sequence[Offered]
    others: bool


class ListForm(forms.Form):
    """A list: who of those offered is on it and for which post, and further names where the plan allows them.

    Where the assembly's opinion decides (`opinion`), how many were in favour of each; those present where not counted here.
    """

    held_on = _day()
    note = _text(_("What the meeting decided"), 500)

    def __init__(
        self,
        *args: Any,
        offered: Sequence[Offered],
        adds: bool,
        intended: Intended | None = None,
        duty: bool = False,
        opinion: AskedOpinion | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.opinion, self.intends = offered, opinion, intended
        if opinion and opinion.counted is None:
            self.fields["present"] = number(_("Present with the right to vote"), max_value=LARGEST)
        for person in offered:
            self.fields[f"listed-{person.resident_id}"] = _post_of(person, POSTS)
            if opinion:
                label = _("In favour of %(name)s") % {"name": told_name(person.name)}
                self.fields[f"favour-{person.candidacy}"] = number(label, max_value=LARGEST)
        if duty:
            self.fields["commissioner"] = forms.TypedChoiceField(
                label=Duty.DISCIPLINE.label,
                choices=[("", _("nobody yet")), *((p.resident_id, told_name(p.name)) for p in offered)],
                coerce=int,
                empty_value=None,
                required=False,
                initial=next((p.resident_id for p in offered if p.duty), None),
                help_text=_("Who is meant for it, of those on the list."),
                widget=forms.Select(attrs={"class": "form-select"}),
            )
        if adds:
            self.fields["more"] = _text(
                _("Further names: one a line, post and name"),
                2000,
                required=False,
                help_text=_("Members of the village's Party organisation only."),
            )
        if intended:
            self._intend(intended)

    def _intend(self, intended: Intended) -> None:
        for person in intended.offered:
            self.fields[f"intended-{person.resident_id}"] = _post_of(person, POSTS_OF[Body.COMMITTEE])
        if intended.others:
            self.fields["more_intended"] = _text(
                _("Further persons for the committee: one a line, post and name"), 2000, required=False
            )

    def rows(self) -> Iterator[forms.BoundField]:
        for person in self.offered:
            yield self[f"listed-{person.resident_id}"]
            if self.opinion:
                yield self[f"favour-{person.candidacy}"]

    def intended_rows(self) -> list[forms.BoundField]:
        return [self[f"intended-{each.resident_id}"] for each in self.intends.offered] if self.intends else []

    def opinions(self) -> Opinion:
        cleaned = self.cleaned_data
        if not self.opinion:
            return NOT_ASKED
        favour = {p.candidacy: cleaned[f"favour-{p.candidacy}"] for p in self.offered if p.candidacy}
        return Opinion(favour, cleaned.get("present"))

    def clean_more(self) -> list[Named]:
        return _named(self.cleaned_data["more"], Body.PARTY, Post.PARTY_MEMBER)

    def clean_more_intended(self) -> list[Named]:
        return _named(self.cleaned_data["more_intended"], Body.COMMITTEE, Post.MEMBER)

    def names(self) -> list[Named]:
        """Those listed for the Party organisation, then those intended for the committee."""
        intended = self.intends.offered if self.intends else ()
        return [
            *self._chosen("listed", self.offered),
            *(self.cleaned_data.get("more") or []),
            *self._chosen("intended", intended),
            *(self.cleaned_data.get("more_intended") or []),
        ]

    def _chosen(self, prefix: str, offered: Sequence[Offered]) -> Iterator[Named]:
        for person in offered:
            post = self.cleaned_data[f"{prefix}-{person.resident_id}"]
            if post:
                duty = self._duty(person) if prefix == "listed" else None
                yield Named(post, person.name, person.resident_id, duty)

    def _duty(self, person: Offered) -> str | None:
        if "commissioner" not in self.fields:
            return None
        return Duty.DISCIPLINE if self.cleaned_data["commissioner"] == person.resident_id else ""


def _post_of(person: Offered, posts: Sequence[Post]) -> forms.ChoiceField:
    """For which post a person is on the list, if for any."""
    return forms.ChoiceField(
        label=told_name(person.name),
        choices=[("", _("not on the list")), *((post.value, post.label) for post in posts)],
        required=False,
        initial=person.post,
        widget=forms.Select(attrs={"class": "form-select"}),
    )


def _named(text: str, body: Body, usual: Post) -> list[Named]:
    """One name a line; a post holds for the lines after it, and before the first it is the `usual` one."""
    posts, post, found = spelt_posts(body), str(usual), []
    for line in text.splitlines():
        words = [each for each in SEPARATORS.split(line.strip()) if each]
        if words and words[0].rstrip(":：") in posts:
            post = posts[words.pop(0).rstrip(":：")]
        if words:
            found.append(Named(post, "".join(words)))
    return found


class ChoiceForm(forms.Form):
    """One of those who stand is chosen for the post."""

    held_on = _day()
    note = _text(_("On what ground"), 500)

    def __init__(self, *args: Any, offered: Sequence[Offered], post: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered, self.post = offered, post
        self.fields["chosen"] = forms.TypedChoiceField(
            label=_("Who is chosen"),
            choices=[(person.resident_id, told_name(person.name)) for person in offered],
            coerce=int,
            widget=forms.RadioSelect,
        )

    def names(self) -> list[Named]:
        chosen = self.cleaned_data["chosen"]
        return [Named(self.post, p.name, p.resident_id) for p in self.offered if p.resident_id == chosen]


class InspectionForm(forms.Form):
    """The inspection of one person: a finding under each standard of the plan, the ways, the result."""

    held_on = _day()
    inspectors = _line(_("Who inspected"), 200)
    passed = forms.TypedChoiceField(
        label=_("Result"),
        choices=[("yes", _("Passes the inspection")), ("no", _("Does not pass"))],
        coerce=lambda given: given == "yes",
        widget=forms.RadioSelect,
    )
    reason = _text(_("Reason"), 500, 2, required=False, help_text=_("Needed where the person does not pass."))

    def __init__(
        self,
        *args: Any,
        person: Candidacy,
        standards: Sequence[str],
        ways: Sequence[str],
        mass: bool,
        opinion: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.person, self.standards = person, standards
        for key in standards:
            self.fields[f"standard-{key}"] = _text(Said(word(key)), 300, 2, required=False)
        if ways:
            self.fields["ways"] = forms.MultipleChoiceField(
                label=_("How it was done"),
                choices=[(way, Said(word(way))) for way in ways],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        if mass:
            self.fields["mass_appraisal"] = _line(
                _("Appraisal by the masses"),
                300,
                required=False,
                help_text=_("Papers, and how many approve."),
            )
        if opinion:
            self.fields["discipline_opinion"] = _line(
                _("Opinion of the township's discipline commission"),
                300,
                required=False,
                help_text=_("Needed of the discipline commissioner."),
            )

    def headings(self) -> Iterator[forms.BoundField]:
        return (self[f"standard-{key}"] for key in self.standards)

    def extras(self) -> list[forms.BoundField]:
        names = ("ways", "mass_appraisal", "discipline_opinion")
        return [self[name] for name in names if name in self.fields]

    def found(self) -> Inspected:
        cleaned = self.cleaned_data
        return Inspected(
            self.person.pk,
            cleaned["passed"],
            cleaned["reason"],
            form={key: text for key in self.standards if (text := cleaned[f"standard-{key}"])},
            ways=cleaned.get("ways", ()),
            mass_appraisal=cleaned.get("mass_appraisal", ""),
            discipline_opinion=cleaned.get("discipline_opinion", ""),
        )


class StageForm(forms.Form):
    """The decision on the secretary, a request or a reply."""

    held_on = _day()
    note = _text(_("What was decided or handed in"), 500)
    document = _line(_("Number of the document"), 60, required=False)
