"""Sentences in both languages, filled with figures."""

from collections.abc import Iterable
from typing import NamedTuple

from villages.names.pinyin import romanise
from voting.tally.clauses import Clause
from voting.tally.sentences import SENTENCES


class Text(NamedTuple):
    zh: str
    en: str


Fact = int | str | None | Text


def say(code: str, **facts: Fact) -> Text:
    """The sentence with its facts; a text takes the side of the language."""
    zh, en = SENTENCES[code]
    return Text(
        zh.format(**{name: fact.zh if isinstance(fact, Text) else fact for name, fact in facts.items()}),
        en.format(**{name: fact.en if isinstance(fact, Text) else fact for name, fact in facts.items()}),
    )


def on_ground(text: Text, clause: Clause | None) -> Text:
    """The sentence with its clause at the end, if it has one."""
    if clause is None:
        return text
    return Text(
        f"{text.zh.removesuffix('。')}〔{clause.zh}〕。", f"{text.en.removesuffix('.')} [{clause.en}]."
    )


def listed(items: Iterable[Text]) -> Text:
    items = list(items)
    return Text("、".join(item.zh for item in items), ", ".join(item.en for item in items))


def joined(sentences: Iterable[Text]) -> Text:
    sentences = list(sentences)
    return Text("".join(each.zh for each in sentences), " ".join(each.en for each in sentences))


def quoted(words: Iterable[str]) -> Text:
    return listed(Text(f"“{word}”", f"“{word}”") for word in words)


def person(name: str) -> Text:
    return Text(name, romanise(name))
