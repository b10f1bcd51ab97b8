"""What is typed of the vote of the Party organisation: who is present, who stands for a post, who reports."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from candidates.forms.named_votes import number, words
from candidates.services.agenda_checks import Attended
from candidates.told import told_name
from villages.enums import Post
from voting.queries.result import Elected

CHECK = {"class": "form-check-input"}


class BallotForm(forms.Form):
    """The members' ballot; where the rulebook leaves it open, whether the assembly elects the secretary itself.

    `short`: so few stand that the upper Party organisation must have allowed it.
    """

    def __init__(self, data: Any, choice: bool, short: bool) -> None:
        super().__init__(data)
        if short:
            self.fields["approval"] = words(
                _("Approval of the upper Party organisation"),
                200,
                required=False,
                help_text=_(
                    "No more candidates are left than seats. Name the document that allows it, or put the assembly off."
                ),
            )
        if choice:
            self.fields["direct"] = forms.BooleanField(
                label=_("The assembly elects the secretary itself"),
                required=False,
                widget=forms.CheckboxInput(attrs=CHECK),
            )


class FirstMeetingForm(forms.Form):
    """Who of the new members is present, and who stands for which post."""

    present = number(_("Members present"))

    def __init__(
        self,
        data: Any,
        people: Sequence[Elected],
        posts: Mapping[str, int],
        listed: Mapping[str, Sequence[str]],
    ) -> None:
        super().__init__(data)
        self.posts, fields = posts, self.fields
        fields["present"].initial = len(people)
        for post in posts:
            fields[post] = forms.MultipleChoiceField(
                label=_("Stands for: %(post)s") % {"post": Post(post).label},
                choices=[(each.key, told_name(each.name)) for each in people],
                initial=list(listed[post]),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        fields["consent"] = words(
            _("The township’s consent, where somebody else stands than on the approved list"),
            200,
            required=False,
        )

    def standing(self) -> dict[str, list[str]]:
        return {post: self.cleaned_data[post] for post in self.posts}


class FurtherRoundForm(forms.Form):
    """Who is present at the further round; left empty, those counted before are still there."""

    present = number(_("Present, counted again"), required=False)
    without_vote = number(_("Of them without the right to vote"), required=False)

    def attended(self) -> Attended | None:
        present = self.cleaned_data["present"]
        return None if present is None else Attended(present, self.cleaned_data["without_vote"] or 0)


class ConfirmPartyVoteForm(forms.Form):
    """Who reported the result."""

    reported_by = words(_("Scrutineer who reports the result"), 100)
