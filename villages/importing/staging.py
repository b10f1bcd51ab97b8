"""Checked rows of the register's sheet in the text form of COPY."""

from functools import lru_cache

from documents.importing.copying import ESCAPED
from villages.names.pinyin import full_key, initials
from villages.names.strokes import surname_key
from villages.sealing import seal
from villages.services.register import RegisterRow

RESIDENTS = """
    COPY villages_stagedresident (upload_id, row, "group", household, relation, name, pinyin, initials, strokes, sex,
    birth_date, nation, education, lives_here, registered_here, registered_at, residence_since, contact,
    id_sealed, id_index, id_last4) FROM STDIN
"""


@lru_cache(maxsize=100_000)
def keys_of(name: str) -> tuple[str, str, str]:
    """Pinyin, initials and strokes of a name, by which it is searched and sorted."""
    return full_key(name)[:120], initials(name)[:30], surname_key(name)[:250]


def resident_line(upload_id: int, number: int, row: RegisterRow, index: bytes, last4: str) -> str:
    """A staged row. The identity number is sealed here; one that was typed masked has none."""
    since = row.residence_since.isoformat() if row.residence_since else "\\N"
    sealed = seal(row.id_number).hex() if row.id_number else ""
    words = [row.household, row.relation, row.name, *keys_of(row.name)]
    more = [row.nation, row.education]
    place = [word.translate(ESCAPED) for word in (row.registered_at, row.contact)]
    return "\t".join(
        [
            str(upload_id),
            str(number),
            str(row.group),
            *(word.translate(ESCAPED) for word in words),
            row.sex,
            row.birth_date.isoformat(),
            *(word.translate(ESCAPED) for word in more),
            "t" if row.lives_here else "f",
            "t" if row.registered_here else "f",
            place[0],
            since,
            place[1],
            f"\\\\x{sealed}",
            f"\\\\x{index.hex()}",
            last4,
        ]
    )
