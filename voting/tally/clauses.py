"""On what ground each decision stands: by body and decision, the runoff by its own law."""

from typing import NamedTuple


class Clause(NamedTuple):
    code: str
    english: str = ""

    @property
    def en(self) -> str:
        return self.english or self.code


LAW_15 = Clause("组织法第十五条", "Village Committee Organic Law, Article 15")

COMMON: dict[str, Clause] = {
    "balance": Clause("A-CNT-01"),
    "tie": Clause("A-CNT-09"),
    "shortfall": Clause("A-CNT-10"),
    "kin": Clause("A-KIN-01"),
    "woman": Clause("A-TGT-04"),
}
PARTY: dict[str, Clause] = {"quorum": Clause("A-ASM-05"), "threshold": Clause("A-CNT-07")}

CLAUSES: dict[str, dict[str, Clause]] = {
    "village_committee": {
        "quorum": Clause("A-CNT-12"),
        "threshold": Clause("A-CNT-13"),
        "runoff_threshold": LAW_15,
    },
    "party_committee": PARTY,
    "party_secretary": PARTY,
    "representatives": {
        "quorum": Clause("A-REP-05"),
        "threshold": Clause("A-REP-05"),
        "tie": Clause("A-REP-05"),
    },
    "recommendation": {"quorum": Clause("A-NOM-03"), "threshold": Clause("A-NOM-04")},
}


def clause(body: str, decision: str, round_: str = "first") -> Clause:
    """The clause of a decision: the body's own, else the one all share; a runoff may have its own."""
    of_body = CLAUSES[body]
    if decision == "threshold" and round_ == "runoff" and "runoff_threshold" in of_body:
        return of_body["runoff_threshold"]
    return of_body.get(decision) or COMMON[decision]
