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
    COPY voting_stagedvoter (upload_id, row, "group", sex, birth_date, category, id_sealed, id_index, id_last4,
    household, name, pinyin, statement, not_registered) FROM STDIN
"""
FAULTS = 'COPY voting_uploadfault (upload_id, row, "column", code, warning, value, data) FROM STDIN'
ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})

pinyin = lru_cache(maxsize=100_000)(full_key)


def voter_line(upload_id: int, voter: Voter, index: str) -> str:
    """A staged row in the text form of COPY. The identity number is sealed here; `index` is its blind index in hex."""
    number, name = voter.id_number, voter.name
    words = f"{voter.household}\t{name}\t{pinyin(name)[:PINYIN_LENGTH]}\t{voter.statement}\t{voter.not_registered}"
    return (
        f"{upload_id}\t{voter.number}\t{voter.group}\t{voter.sex}\t{voter.birth_date.isoformat()}\t{voter.category}"
        f"\t\\\\x{seal(number).hex()}\t\\\\x{index}\t{number[-4:]}\t" + words.replace("\\", "\\\\")
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
