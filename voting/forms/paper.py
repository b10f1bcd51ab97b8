from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from elections.services.step import Attached
from villages.enums import Post
from voting.count_sheet import SheetPlan, SheetPost, called, write_in
from voting.forms.count import HEAD_LABELS, WARNINGS, figure, labelled
from voting.services.paper import CountHead
from voting.services.paper_ruling import MEGABYTE, MOST_PHOTO, Ruling

SCRUTINEERS, CHIEF = _("Scrutineers"), _("Chief of the count")
IN_A_ROW = _("Names in a row.")


class OpenPapersForm(forms.Form):
    """What is known of a box before its first paper is called."""

    callers = forms.CharField(label=_("Who calls and who counts"), max_length=100, help_text=IN_A_ROW)
    scrutineers = forms.CharField(label=SCRUTINEERS, max_length=100, help_text=IN_A_ROW)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("returned", "issued"):
            self.fields = {name: figure(HEAD_LABELS[name])} | self.fields
        choices = [(warning.code, warning.code) for warning in WARNINGS]
        self.fields["accepted"] = forms.MultipleChoiceField(choices=choices, required=False)

    def head(self) -> CountHead:
        data = {name: value for name, value in self.cleaned_data.items() if name != "accepted"}
        return CountHead(**data)

    def warnings(self) -> list[str]:
        """The codes of the warnings that stand on the page and can be accepted."""
        told = {error.code for errors in self.errors.as_data().values() for error in errors}
        return [warning.code for warning in WARNINGS if warning.code in told]


class ClosePapersForm(forms.Form):
    """Who vouches for the count of a box."""

    scrutineers = forms.CharField(label=SCRUTINEERS, max_length=100, help_text=IN_A_ROW)
    chief = forms.CharField(label=CHIEF, max_length=50)


class PhotoForm(forms.Form):
    """A photograph of a paper that was set aside."""

    photo = forms.FileField(
        label=_("Photograph of the paper"),
        help_text=_("JPEG or PNG, up to 10 MB."),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png", "capture": "environment"}),
    )

    def clean_photo(self) -> UploadedFile:
        """Refuse by its size before it is read into memory."""
        photo: UploadedFile = self.cleaned_data["photo"]
        if (photo.size or 0) > MOST_PHOTO:
            raise forms.ValidationError(
                _("%(name)s is larger than %(most)s MB; send a smaller scan."),
                params={"name": photo.name, "most": MOST_PHOTO // MEGABYTE},
            )
        return photo

    def attached(self) -> Attached:
        photo = self.cleaned_data["photo"]
        return Attached(photo.name, photo.read(), photo.content_type or "")


class RulingForm(forms.Form):
    """What a doubtful paper counts as, who decided so, and why."""

    COUNTS, VOID = "counts", "spoilt"
    counts_as = forms.ChoiceField(
        label=_("The paper"),
        choices=[(COUNTS, _("counts, with these marks")), (VOID, _("is void as a whole"))],
        widget=forms.RadioSelect,
    )
    scrutineers = forms.CharField(label=SCRUTINEERS, max_length=100, help_text=IN_A_ROW)
    chief = forms.CharField(label=CHIEF, max_length=50)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=300,
        help_text=_("What stands on the paper, and why it is read so."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        plan: SheetPlan,
        ballot: Mapping[str, Any],
        photographed: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.plan = plan
        if not photographed:
            self.fields["no_photo"] = forms.CharField(
                label=_("Why there is no photograph"),
                max_length=300,
                required=False,
                help_text=_(
                    "Only where the paper cannot be photographed; otherwise attach the picture first."
                ),
            )
        self.initial.setdefault("counts_as", self.VOID if ballot.get("spoilt") else self.COUNTS)
        for post in plan.posts:
            self._add_post(post, ballot)

    def _add_post(self, post: SheetPost, ballot: Mapping[str, Any]) -> None:
        marks = ballot.get("marks", {}).get(post.post, [])
        self.fields[_named(post, "marks")] = forms.MultipleChoiceField(
            label=Post(post.post).label,
            choices=[(key, called(name)) for key, name in post.printed.items()],
            initial=[key for key in marks if key in post.printed],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[_named(post, "written")] = forms.CharField(
            label=labelled(post.post, _("written in by the voter")),
            initial="、".join(key.removeprefix("w:") for key in marks if key not in post.printed),
            required=False,
            max_length=200,
        )
        self.fields[_named(post, "unread")] = figure(
            labelled(post.post, _("single marks that cannot be read")), required=False
        )
        self.initial[_named(post, "unread")] = ballot.get("unread", {}).get(post.post)
        self.fields[_named(post, "illegible")] = forms.BooleanField(
            label=labelled(post.post, _("cannot be read: void for this post")),
            initial=post.post in ballot.get("illegible", []),
            required=False,
        )

    def posts(self) -> Iterator[tuple[SheetPost, Any, list[forms.BoundField]]]:
        """The fields of each post."""
        for post in self.plan.posts:
            fields = [self[_named(post, what)] for what in ("marks", "written", "unread", "illegible")]
            yield post, Post(post.post).label, fields

    def ruling(self) -> Ruling:
        given = self.cleaned_data
        ballot = {"spoilt": True} if given["counts_as"] == self.VOID else self._marked()
        return Ruling(
            ballot, given["scrutineers"], given["chief"], given["reason"], given.get("no_photo", "")
        )

    def _marked(self) -> dict[str, Any]:
        given = self.cleaned_data
        marks = {
            post.post: given[_named(post, "marks")] + _names(given[_named(post, "written")])
            for post in self.plan.posts
        }
        illegible = [post.post for post in self.plan.posts if given[_named(post, "illegible")]]
        unread = {post.post: given[_named(post, "unread")] or 0 for post in self.plan.posts}
        return {"marks": marks, "illegible": illegible, "unread": unread}


def _named(post: SheetPost, what: str) -> str:
    return f"{post.post}-{what}"


def _names(typed: str) -> list[str]:
    """Names in a row, as choices of the tally."""
    for separator in ("，", ",", ";", "；"):
        typed = typed.replace(separator, "、")
    return [write_in(name) for name in typed.split("、") if name.strip()]


class SentForm(forms.Form):
    """What the page of a counting group sends: the counting it was opened for, and what was done, in order."""

    version = forms.IntegerField(min_value=1, max_value=1000)
    acts = forms.JSONField()
