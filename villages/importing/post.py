"""The checks of one row of the sheet of posts held. Every fault of a row is told, not the first."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from documents.importing.faults import Fault, FaultKind, check_words
from documents.sheets import Line
from documents.sheets.cells import code, text
from villages.enums import BODY_OF, Grade, Post
from villages.importing.faults import PersonFindings
from villages.importing.whom import WHOM_FAULTS, People, Person, check_day, check_person
from villages.services.cadre import Appraised, Holding

TERM_LENGTH = 20
GRADES = {
    "优秀": Grade.EXCELLENT,
    "称职": Grade.COMPETENT,
    "合格": Grade.COMPETENT,
    "基本称职": Grade.BASIC,
    "基本合格": Grade.BASIC,
    "不称职": Grade.INCOMPETENT,
    "不合格": Grade.INCOMPETENT,
}
APPRAISAL = re.compile(rf"(\d{{4}})年?度?[:为]?({'|'.join(GRADES)})(\(?末位\)?)?")
BETWEEN = re.compile(r"[,、;/。]*")

POST_FAULTS: dict[str, FaultKind] = WHOM_FAULTS | {
    "post_missing": FaultKind(_("The post is missing"), _("Choose it from the list.")),
    "post_unknown": FaultKind(
        _("No such post; or the word fits several"),
        _("Choose one post from the list; a second post has a row of its own."),
    ),
    "since_before_birth": FaultKind(
        _("That is before the birth, %(born)s"), _("Mend the date, or compare who is meant.")
    ),
    "until_before_since": FaultKind(
        _("The end lies before the beginning, %(day)s"), _("Mend whichever is wrong.")
    ),
    "appraisal_unreadable": FaultKind(
        _("This cannot be read as years with their grades"),
        _("Write each year with its grade, as the note of the column shows."),
    ),
    "appraisal_year_twice": FaultKind(_("%(year)s stands twice"), _("Keep one grade for each year.")),
    "appraisal_outside": FaultKind(
        _("The post was not held in %(year)s"), _("Move the year to the row of the post then held.")
    ),
    "appraisals_not_yours": FaultKind(
        _("The township enters appraisals"),
        _("Leave the column empty, or have the township send the sheet in."),
    ),
    # across rows and records
    "row_twice": FaultKind(
        _("The same person, body and beginning as row %(first)s"), _("Keep one of the two rows.")
    ),
    "posts_overlap": FaultKind(
        _("The person holds a post of this body in row %(first)s at the same time"),
        _("Put the end of the earlier one down."),
    ),
    "overlaps_record": FaultKind(
        _("The register has this person as %(post)s since %(day)s at the same time"),
        _("Give that post a row with the same beginning, and its end."),
    ),
    "two_in_post": FaultKind(
        _("Row %(first)s has another person in this post at the same time"),
        _("Put the end of the earlier one down."),
    ),
    "post_taken": FaultKind(
        _("The register has %(name)s in this post since %(day)s at the same time"),
        _("Give that post a row with the same beginning, and its end."),
    ),
}


class PostFindings(PersonFindings):
    """The findings of a row of the sheet of posts held."""

    kinds = POST_FAULTS


@dataclass(frozen=True)
class Facts:
    """What a row is judged by; `appraises` is whether who sent the sheet may enter appraisals."""

    today: date
    people: People
    posts: Mapping[str, Post]
    appraises: bool


class Checked(NamedTuple):
    """A checked row: who is meant, the post held where it is sound, and the outcomes of years."""

    number: int
    person: Person | None
    holding: Holding | None
    appraisals: tuple[Appraised, ...]
    faults: list[Fault]


def check_line(line: Line, facts: Facts) -> Checked:
    """Everything that is wrong or doubtful within one row."""
    found, cells = PostFindings(line.number), line.cells
    person = check_person(cells, facts.people, found)
    post = _post(cells["post"], facts, found)
    since = check_day("since", cells["since"], found, latest=facts.today, needed=True)
    until = check_day("until", cells["until"], found, latest=facts.today)
    _check_days(since, until, cells, person, found)
    term = check_words("term", cells["term"], TERM_LENGTH, found)
    appraisals = _appraisals(cells["appraisals"], facts, found)
    holding = None
    if post is not None and since is not None:
        holding = Holding(BODY_OF[post], post, since, until, term)
        end = until or facts.today
        for year in [each.year for each in appraisals if not since.year <= each.year <= end.year]:
            found.say("appraisals", "appraisal_outside", cells["appraisals"], year=str(year))
    return Checked(line.number, person, holding, appraisals, found.faults)


def _post(cell: Any, facts: Facts, found: PostFindings) -> Post | None:
    if cell == "":
        found.say("post", "post_missing")
        return None
    post = facts.posts.get(code(cell))
    if post is None:
        found.say("post", "post_unknown", cell)
    return post


def _check_days(
    since: date | None,
    until: date | None,
    cells: Mapping[str, Any],
    person: Person | None,
    found: PostFindings,
) -> None:
    if since is not None and until is not None and until < since:
        found.say("until", "until_before_since", cells["until"], day=since.isoformat())
    if person is None:
        return
    if since is not None and since <= person.birth_date:
        found.say("since", "since_before_birth", cells["since"], born=person.birth_date.isoformat())
    if person.gone and cells["until"] == "":
        found.say("name", "person_left", person.name)


def _appraisals(cell: Any, facts: Facts, found: PostFindings) -> tuple[Appraised, ...]:
    if cell == "":
        return ()
    if not facts.appraises:
        found.say("appraisals", "appraisals_not_yours", cell)
        return ()
    read = read_appraisals(text(cell))
    if read is None:
        found.say("appraisals", "appraisal_unreadable", cell)
        return ()
    for year in [year for year, times in Counter(each.year for each in read).items() if times > 1]:
        found.say("appraisals", "appraisal_year_twice", cell, year=str(year))
    return tuple(sorted(read))


def read_appraisals(typed: str) -> list[Appraised] | None:
    """Years with their grades as a cell lists them (2018优秀、2019称职（末位）); None where something else stands there."""
    close = "".join(unicodedata.normalize("NFKC", typed).split())
    found, between = [], BETWEEN.split(APPRAISAL.sub("", close))
    for year, grade, last in APPRAISAL.findall(close):
        found.append(Appraised(int(year), GRADES[grade], bool(last)))
    return found if found and not any(between) else None


def written_appraisals(appraisals: Mapping[int, tuple[str, bool]]) -> str:
    """Years with their grades as the sheet writes them."""
    words = {grade: word for word, grade in reversed(GRADES.items())}
    return "、".join(
        f"{year}{words[Grade(grade)]}{'（末位）' if last else ''}"
        for year, (grade, last) in sorted(appraisals.items())
    )
