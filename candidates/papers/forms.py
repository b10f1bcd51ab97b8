"""What the forms and letters about candidates say: record form, joint review form, vetting notice, commitment letter."""

from dataclasses import dataclass
from datetime import date

from voting.papers.heading import ElectionSheet


@dataclass(frozen=True, slots=True)
class Recorded:
    """One person on a form, from the registers; of the birth date only year and month are printed.

    `source` is where the person comes from, as stated (A-QUAL-03), where the form has a place for it.
    """

    post: str
    name: str
    sex: str
    birth: date | None
    nation: str
    education: str
    joined: date | None
    group: int
    held: str
    votes: int
    source: str = ""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What an office said of a person, or a place to write it: `said` and `day` are empty until it did.

    `what` is what is asked of it, on a line of its own under its name.
    """

    office: str
    said: str = ""
    day: date | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class PersonForm:
    """One person's page with the opinions of the offices, in their order."""

    person: Recorded
    opinions: tuple[Opinion, ...]
    departments: tuple[Opinion, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedBar:
    """A circumstance that county, township or village added to the negative list, and by which document."""

    title: str
    by: str
    document: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CandidateSheet(ElectionSheet):
    """A form or letter about the candidates of one body, which is elected in a vote of its own."""

    name: str
    elected_in: str

    @property
    def title(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonForms(CandidateSheet):
    """A page for each candidate; `by_votes` is what the votes are called that brought the person forward.

    `added` are the circumstances that were added to the plan's negative list. `by_source`: the form has a place for where
    the person comes from.
    """

    by_votes: str
    pages: tuple[PersonForm, ...]
    added: tuple[AddedBar, ...] = ()
    by_source: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentLetters(CandidateSheet):
    """A letter for each candidate; `called` is its name in the plan, `forbidden` the conduct that the plan forbids."""

    called: str
    body: str
    township_party: str
    forbidden: tuple[str, ...]
    people: tuple[Recorded, ...]

    @property
    def issuer(self) -> str:
        return self.township_party


@dataclass(frozen=True, slots=True, kw_only=True)
class VettingNotice(CandidateSheet):
    """Who is inspected, by whom, how and when; `begins` and `ends` are None where the plan has no dates."""

    from_: str
    with_: str
    ways: str
    begins: date | None
    ends: date | None
    people: tuple[Recorded, ...]

    @property
    def issuer(self) -> str:
        return self.from_
