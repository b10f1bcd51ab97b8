"""Writing checked rows and findings to their tables by COPY, in blocks of text."""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from django.db import connection

from villages.names.pinyin import full_key
from villages.sealing import seal
from voting.importing.faults import Fault, warns
from voting.importing.voter import Voter

BLOCK_ROWS = 2000
PINYIN_LENGTH = 120
VOTERS = """
    COPY voting_stagedvoter (upload_id, row, "group", household, name, pinyin, sex, birth_date, category, statement,
    not_registered, id_sealed, id_index, id_last4) FROM STDIN
"""
FAULTS = 'COPY voting_uploadfault (upload_id, row, "column", code, warning, value, data) FROM STDIN'
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

pinyin = lru_cache(maxsize=100_000)(full_key)


def voter_line(upload_id: int, voter: Voter, index: bytes) -> str:
    """A staged row in the text form of COPY. The identity number is sealed here; `index` is its blind index."""
    words = (
        f"{voter.household}\t{voter.name}\t{pinyin(voter.name)[:PINYIN_LENGTH]}",
        voter.statement,
        voter.not_registered,
    )
    place, statement, reason = (
        words if "\\" not in "".join(words) else (text.replace("\\", "\\\\") for text in words)
    )
    number = voter.id_number
    return (
        f"{upload_id}\t{voter.number}\t{voter.group}\t{place}\t{voter.sex}\t{voter.birth_date}\t{voter.category}"
        f"\t{statement}\t{reason}\t\\\\x{seal(number).hex()}\t\\\\x{index.hex()}\t{number[-4:]}"
    )


def fault_lines(upload_id: int, faults: Iterable[Fault]) -> Iterator[str]:
    """The findings in the text form of COPY."""
    for fault in faults:
        warning = "t" if warns(fault.code) else "f"
        data = json.dumps(fault.data, ensure_ascii=False).translate(ESCAPED)
        start = f"{upload_id}\t{fault.row}\t{fault.column}\t{fault.code}\t{warning}"
        yield f"{start}\t{fault.value.translate(ESCAPED)}\t{data}"


def copy_in(statement: str, lines: Iterable[str]) -> None:
    """Send lines to a COPY … FROM STDIN, many at a time, inside the caller's transaction."""
    with connection.cursor() as cursor:
        copying: Any = cursor.copy(statement)
        with copying as copy:
            for block in blocks(lines):
                copy.write(block)


def blocks(lines: Iterable[str]) -> Iterator[str]:
    """The lines joined by the two thousand."""
    ahead = iter(lines)
    while block := list(islice(ahead, BLOCK_ROWS)):
        yield "\n".join(block) + "\n"
