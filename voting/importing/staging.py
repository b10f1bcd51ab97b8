"""Checked rows of the roll sheet in the text form of COPY."""

from functools import lru_cache

from villages.names.pinyin import full_key
from villages.sealing import seal
from voting.importing.voter import Voter

PINYIN_LENGTH = 120
VOTERS = """
    COPY voting_stagedvoter (upload_id, row, "group", sex, birth_date, category, id_sealed, id_index, id_last4,
    household, name, pinyin, statement, not_registered) FROM STDIN
"""

pinyin = lru_cache(maxsize=100_000)(full_key)


def voter_line(upload_id: int, voter: Voter, index: str) -> str:
    """A staged row in the text form of COPY. The identity number is sealed here; `index` is its blind index in hex."""
    number, name = voter.id_number, voter.name
    words = f"{voter.household}\t{name}\t{pinyin(name)[:PINYIN_LENGTH]}\t{voter.statement}\t{voter.not_registered}"
    return (
        f"{upload_id}\t{voter.number}\t{voter.group}\t{voter.sex}\t{voter.birth_date.isoformat()}\t{voter.category}"
        f"\t\\\\x{seal(number).hex()}\t\\\\x{index}\t{number[-4:]}\t" + words.replace("\\", "\\\\")
    )
