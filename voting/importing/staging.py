"""Checked rows of the roll sheet as rows of the roll, in the text form of COPY."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from documents.importing.copying import ESCAPED
from villages.names.pinyin import full_key
from villages.sealing import sealer
from voting.importing.lookup import Plain
from voting.importing.voter import Voter

PINYIN_LENGTH = 120
ENTRIES = """
    COPY voting_rollentry (roll_id, village_id, number, row, "group", sex, birth_date, category, id_sealed, id_index,
    id_last4, household, name, pinyin, statement, not_registered, refusal, evidence, relocation) FROM STDIN
"""
NOTHING_MORE = "\t\t\t\t{}\t"


class Staged:
    """The sound rows of a sheet, kept as text until all are checked.

    Voters are numbered first, by group and then as they stand on the sheet; those not registered follow.
    """

    def __init__(self) -> None:
        self.voters: defaultdict[int, list[str]] = defaultdict(list)
        self.others: defaultdict[int, list[str]] = defaultdict(list)
        self.seal = sealer()

    def add_plain(self, row: int, plain: Plain, index: str) -> None:
        """`index` is the blind index of the identity number in hex; the number itself is sealed here."""
        group, household, name, pinyin, sex, born, category, number = plain
        self.voters[group].append(
            f"{row}\t{group}\t{sex}\t{born}\t{category}\t\\\\x{self.seal(number).hex()}\t\\\\x{index}"
            f"\t{number[-4:]}\t{household}\t{name}\t{pinyin}{NOTHING_MORE}"
        )

    def add(self, voter: Voter, index: str) -> None:
        number, name = voter.id_number, voter.name
        evidence = json.dumps(voter.evidence, ensure_ascii=False)
        words = (voter.household, name, full_key(name)[:PINYIN_LENGTH], voter.statement, voter.not_registered)
        rest = "\t".join(word.translate(ESCAPED) for word in (*words, voter.refusal, evidence))
        where = self.others if voter.not_registered else self.voters
        where[voter.group].append(
            f"{voter.number}\t{voter.group}\t{voter.sex}\t{voter.birth_date.isoformat()}\t{voter.category}"
            f"\t\\\\x{self.seal(number).hex()}\t\\\\x{index}\t{number[-4:]}\t{rest}\t"
        )

    def lines(self, roll_id: int, village: str) -> Iterator[str]:
        """The rows numbered, as rows of this roll."""
        in_order = chain.from_iterable(
            rows[group] for rows in (self.voters, self.others) for group in sorted(rows)
        )
        for number, line in enumerate(in_order, start=1):
            yield f"{roll_id}\t{village}\t{number}\t{line}"
