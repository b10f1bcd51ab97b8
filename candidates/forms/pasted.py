"""Nomination results pasted from a sheet or a chat: one person a line."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SEPARATORS = re.compile(r"[\t,，;；、|\s]+")
TRAILING_UNIT = "票"


@dataclass(frozen=True)
class PastedRow:
    """One person of a pasted list: the post's key, the name, the votes."""

    post: str
    name: str
    votes: int


def read_pasted(text: str, posts: Mapping[str, str]) -> tuple[list[PastedRow], list[int]]:
    """The rows of a pasted text, and the numbers of the lines (from 1) that could not be read.

    `posts` gives the post's key for every way it may be written. A line is the post, the name, the votes; a line
    that is only a post, or a post left out, counts for the lines after it.
    """
    rows: list[PastedRow] = []
    unread: list[int] = []
    post = next(iter(posts.values()), "")
    for number, line in enumerate(text.splitlines(), start=1):
        words = [word for word in SEPARATORS.split(line.strip()) if word]
        if words and words[0].rstrip(":：") in posts:
            post = posts[words.pop(0).rstrip(":：")]
        elif not words:
            continue
        if words:
            row = _row(post, words)
            rows.append(row) if row else unread.append(number)
    return rows, unread


def _row(post: str, words: Sequence[str]) -> PastedRow | None:
    *name, votes = words
    digits = votes.removesuffix(TRAILING_UNIT)
    if not name or not digits.isascii() or not digits.isdigit():
        return None
    return PastedRow(post, "".join(name), int(digits))
