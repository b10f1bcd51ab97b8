"""Who signed a commitment letter, with whom a talk was held, and when."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.said import Said
from candidates.forms.named_votes import day, words
from candidates.queries.letters import LetterBoard
from candidates.queries.talks import Coverage, TalkBoard
from candidates.services.talks import TalkHeld
from candidates.told import told_name
from elections.rulebook.wording import word


def _people(label: Any, people: Sequence[tuple[int, str]]) -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        coerce=int,
        choices=[(pk, told_name(name)) for pk, name in people],
        widget=forms.CheckboxSelectMultiple,
    )


class LettersForm(forms.Form):
    """Who of those that stand signed, on which day, after whose talk."""

    signed_on = day(_("Day of the signature"))
    talked_by = words(_("Who held the talk"), 100)

    def __init__(self, data: Any, board: LetterBoard, **kwargs: Any) -> None:
        super().__init__(data, prefix=board.body.value, **kwargs)
        unsigned = [(one.resident, one.name) for one in board.signers if one.letter is None]
        self.fields["residents"] = _people(_("Who signed"), unsigned)


class TalkForm(forms.Form):
    """A talk with people of one group."""

    held_on = day(_("Day of the talk"))
    held_by = words(_("Who held the talk"), 100)
    gist = words(_("What it was about, in short"), 300, required=False)

    def __init__(self, data: Any, board: TalkBoard, coverage: Coverage, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.coverage = coverage
        people = [(person.pk, person.name) for person in coverage.open]
        self.fields["residents"] = _people(_("With whom"), people)
        if board.together is not None and {pk for pk, _name in people} & set(board.principals):
            self.fields["roles"] = forms.MultipleChoiceField(
                label=_("Who of these was there"),
                required=False,
                choices=[(role, Said(word(role))) for role in board.together.value],
                widget=forms.CheckboxSelectMultiple,
                help_text=_("With the secretary and the director all of them talk together."),
            )

    def held(self) -> TalkHeld:
        """The talk as the service takes it."""
        return TalkHeld(group=self.coverage.group, **self.cleaned_data)
