"""One question as JSON, one answer: the facts of a person and a rulebook's name in, findings in both languages out."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from pydantic import BaseModel, ConfigDict, ValidationError

from candidates.eligibility.engine import findings
from candidates.eligibility.facts import Facts
from candidates.eligibility.model import Finding
from elections.rulebook import Rulebook, RulebookError, load_rulebook

LANGUAGES = {"zh": "zh-hans", "en": "en"}
# What is spoken, under the name it has in the answer.
SPOKEN = {"title": "title", "why": "why", "stated_by": "source", "readings": "readings"}


@dataclass(frozen=True)
class Fault:
    """What is wrong with a question: a stable code (`not_json`, `no_such_rulebook`, `faulty_fact`), the path of the
    value, and a sentence for whoever wrote it.
    """

    code: str
    path: str
    told: str

    def as_data(self) -> dict[str, str]:
        return {"code": self.code, "path": self.path, "told": self.told}


class NotAQuestion(ValueError):
    """The data are no question; all faults at once."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.path}: {fault.told}" for fault in faults))
        self.faults = faults


class Question(BaseModel):
    """The name of a shipped rulebook, and the facts of one person."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rulebook: str
    facts: Facts


def read_question(data: bytes) -> Question:
    """Raises NotAQuestion with every fault."""
    try:
        raw = json.loads(data)
    except ValueError as error:
        raise NotAQuestion([Fault("not_json", "", str(error))]) from error
    return question_of(raw)


def question_of(raw: Any) -> Question:
    """Raises NotAQuestion with every fault."""
    try:
        return Question.model_validate(raw)
    except ValidationError as error:
        faults = [
            Fault("faulty_fact", ".".join(map(str, each["loc"])), each["msg"]) for each in error.errors()
        ]
        raise NotAQuestion(faults) from error


def answer(question: Question) -> dict[str, Any]:
    """The findings of a question, gravest first. Raises NotAQuestion for a rulebook that is not shipped."""
    try:
        rules = load_rulebook(question.rulebook)
    except (RulebookError, OSError) as error:
        raise NotAQuestion([Fault("no_such_rulebook", "rulebook", str(error))]) from error
    return {"rulebook": rules.name, "version": rules.version, "findings": told(rules, question.facts)}


def told(rules: Rulebook, facts: Facts) -> list[dict[str, Any]]:
    """The findings as data; what is spoken in both languages."""
    spoken: dict[str, list[Finding]] = {}
    for language, code in LANGUAGES.items():
        with translation.override(code):
            spoken[language] = findings(rules, facts)
    return [
        _data(one, {language: found[number] for language, found in spoken.items()})
        for number, one in enumerate(spoken["en"])
    ]


def _data(one: Finding, spoken: dict[str, Finding]) -> dict[str, Any]:
    return {
        "key": one.key,
        "outcome": one.outcome.value,
        **{
            name: {language: getattr(found, part) for language, found in spoken.items()}
            for name, part in SPOKEN.items()
        },
        "clauses": list(one.clauses),
        "facts": dict(one.facts),
        "approver": one.approver,
        "relaxed_by": one.relaxed_by,
        "stated_by_verdict_of": one.vouch.value if one.vouch and one.by_verdict else "",
        "people": list(one.people),
    }
