"""The rulebooks an officer sees: those shipped, the editions of offices near, the drafts of the own office."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import offices_with
from accounts.said import Said
from elections.models import Cycle, RulebookDraft, RulebookEdition
from elections.models.rulebook import thawed_all
from elections.queries.cycle import cycles_for
from elections.rulebook import Rulebook, RulebookError, available, load_rulebook, parse_rulebook, shipped_text

EDITION, DRAFT = "edition.", "draft."


@dataclass(frozen=True)
class Book:
    """A rulebook as pages name it: `key` is its address, `text` the TOML it is made from.

    It is a shipped file (neither edition nor draft), an edition, or a draft.
    """

    key: str
    rules: Rulebook
    text: str
    edition: RulebookEdition | None = None
    draft: RulebookDraft | None = None

    def __str__(self) -> str:
        return f"{self.rules.name} {self.rules.version}"


@dataclass(frozen=True)
class Shelf:
    """One row of the library: a rulebook, how many values it states itself, and the cycles it is in force in."""

    key: str
    rules: Rulebook
    values: int
    cycles: list[Cycle]
    edition: RulebookEdition | None = None


def library_for(user: User) -> list[Shelf]:
    """The shipped rulebooks, then the editions that the user may see; the newest version first within a name."""
    in_force = [c for c in cycles_for(user).select_related("township", "edition") if c.closed_at is None]
    shipped = [_shelf(load_rulebook(name), name, _in_force(in_force, "", name)) for name in available()]
    editions = list(editions_for(user).exclude(owner="").select_related("made_by").defer("text", "changed"))
    books = thawed_all(editions)
    made = [_shelf(books[e.pk], e.key, [c for c in in_force if c.edition_id == e.pk], e) for e in editions]
    return [*shipped, *made]


def editions_for(user: User) -> QuerySet[RulebookEdition]:
    """The editions an officer may see: those shipped, and those of offices above, within, or the same as the own."""
    near = Q(owner="")
    for office in user.held:
        above = [office.scope[:length] for length in range(1, len(office.scope))]
        near |= Q(owner__startswith=office.scope) | Q(owner__in=above)
    return RulebookEdition.objects.filter(near).order_by("name", "-pk")


def drafts_for(user: User) -> QuerySet[RulebookDraft]:
    """The drafts an officer works on: those of the own office, and amendments of the cycles it covers."""
    own = Q(pk__in=[])
    for office in offices_with(user, "rulebook.edit"):
        own |= Q(cycle=None, owner=office.scope)
    for office in offices_with(user, "rulebook.amend"):
        own |= Q(cycle__isnull=False, owner__startswith=office.scope)
    return RulebookDraft.objects.filter(own).select_related("cycle__township", "made_by")


def drafts_with_rules(user: User) -> list[tuple[RulebookDraft, Rulebook | None]]:
    """The drafts an officer works on; without a rulebook where a base that it stands on has changed since."""
    return [(draft, _right(draft)) for draft in drafts_for(user)]


def draft_for(user: User, number: int) -> RulebookDraft | None:
    """One draft that the officer works on."""
    return drafts_for(user).filter(pk=number).first()


def text_for(user: User, key: str) -> tuple[str, str] | None:
    """The TOML of a rulebook that the officer may see, and the name of a file for it."""
    draft = _found(drafts_for(user), key.removeprefix(DRAFT)) if key.startswith(DRAFT) else None
    if draft is not None:
        return draft.text, f"draft-{draft.pk}.toml"
    book = book_for(user, key)
    return (book.text, f"{book.rules.name}-{book.rules.version}.toml") if book else None


def book_for(user: User, key: str) -> Book | None:
    """The rulebook with this address, if the officer may see it and it is right."""
    if key.startswith(EDITION):
        return _edition(user, key.removeprefix(EDITION))
    if key.startswith(DRAFT):
        draft = _found(drafts_for(user), key.removeprefix(DRAFT))
        rules = _right(draft) if draft else None
        return Book(key, rules, draft.text, draft=draft) if rules else None
    try:
        return Book(key, load_rulebook(key), shipped_text(key))
    except RulebookError:
        return None


def edition_book(edition: RulebookEdition, rules: Rulebook) -> Book:
    """An edition with its rulebook thawed."""
    return Book(edition.key, rules, edition.text, edition=edition)


def choices_for(user: User) -> list[tuple[str, str]]:
    """Every rulebook an officer can choose, by address, with its name and version."""
    editions = editions_for(user).exclude(owner="").only("name", "version", "title")
    drafts = [
        (draft.key, _("Draft: %(name)s") % {"name": _called(rules.title, rules)})
        for draft, rules in drafts_with_rules(user)
        if rules
    ]
    shipped = [(name, _called(load_rulebook(name).title, load_rulebook(name))) for name in available()]
    return [*shipped, *((e.key, _called(e.title, e)) for e in editions), *drafts]


def _called(title: Any, book: Rulebook | RulebookEdition) -> str:
    return f"{Said(title)} · {book.name} {book.version}"


def _right(draft: RulebookDraft) -> Rulebook | None:
    try:
        return parse_rulebook(draft.text)
    except RulebookError:
        return None


def _edition(user: User, number: str) -> Book | None:
    edition = _found(editions_for(user), number)
    return edition_book(edition, thawed_all([edition])[edition.pk]) if edition else None


def _found(rows: QuerySet[Any], number: str) -> Any:
    known = number.isascii() and number.isdigit() and len(number) < len(str(2**31))
    return rows.filter(pk=int(number)).first() if known else None


def _in_force(cycles: Iterable[Cycle], owner: str, name: str) -> list[Cycle]:
    return [cycle for cycle in cycles if (cycle.edition.owner, cycle.edition.name) == (owner, name)]


def _shelf(rules: Rulebook, key: str, cycles: list[Cycle], edition: RulebookEdition | None = None) -> Shelf:
    return Shelf(key, rules, rules.own_values, cycles, edition)
