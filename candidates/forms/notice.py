from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from candidates.enums import NoticeDecision, NoticeKind
from candidates.models import Candidacy, Notice
from candidates.services.notice import NoticeWords
from candidates.told import told_name


class OpenNoticeForm(forms.Form):
    """Which notice is posted, and whom it names."""

    kind = forms.ChoiceField(label=_("Notice"), widget=forms.RadioSelect)
    people = forms.TypedMultipleChoiceField(
        label=_("People on the notice"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(
        self, *args: Any, kinds: Iterable[NoticeKind], people: Iterable[Candidacy], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        self.standing = {person.pk: person for person in people}
        fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        # Where everybody elected was written in, nobody is chosen: these stand on the notice by themselves.
        fields["people"].required = bool(self.standing)
        fields["people"].choices = [
            (pk, format_lazy("{name} · {post}", name=told_name(p.name), post=p.get_post_display()))
            for pk, p in self.standing.items()
        ]

    def chosen(self) -> list[Candidacy]:
        """The people chosen, in the order of the page."""
        return [self.standing[pk] for pk in self.standing if pk in self.cleaned_data["people"]]


class NoticeWordsForm(forms.Form):
    """What somebody says against a person on the notice. No identity number."""

    objector = forms.CharField(
        label=_("Full name of whoever objects"),
        max_length=50,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    person = forms.TypedChoiceField(label=_("Whom it is about"), coerce=int)
    text = forms.CharField(
        label=_("What there is against the person"),
        max_length=1000,
        help_text=_("In plain words. Leave identity numbers out."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    contact = forms.CharField(
        label=_("Telephone"),
        max_length=50,
        required=False,
        help_text=_("So that the office can ask back; only it sees the number."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, notice: Notice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["person"]
        chosen.choices = [
            ("", "—"),
            *(
                (p.pk, format_lazy("{name} · {post}", name=told_name(p.name), post=p.get_post_display()))
                for p in notice.people.all()
            ),
        ]

    def words(self) -> NoticeWords:
        """What was written, once it is readable."""
        return NoticeWords(**{name: self.cleaned_data[name] for name in NoticeWords.__dataclass_fields__})


class DecideForm(forms.Form):
    """What the check of an objection found, and the decision."""

    verified = forms.CharField(
        label=_("What the check found"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    decision = forms.TypedChoiceField(
        label=_("Decision"),
        choices=NoticeDecision.choices,
        coerce=NoticeDecision,
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        help_text=_("Whoever holds the receipt reads this."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
