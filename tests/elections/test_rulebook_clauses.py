"""No module and no page cites a clause of one plan: what is cited comes from the rulebook in force."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.elections.test_rulebook_numbers import ROOT, modules

CLAUSE = re.compile(r"[ABC]-[A-Z]{2,7}-\d{2}")
CITED = re.compile(r"""{% clause ["']([ABC]-[A-Z]+-\d+)["']""")
# The clauses of a rule that comes without its rulebook (the tally contract).
ALLOWED = Path("voting/tally/clauses.py")


def cited_in(source: str) -> Iterator[tuple[int, str]]:
    """Each text that is a clause of a plan, with its line; words about a clause are no such text."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CLAUSE.fullmatch(node.value):
            yield node.lineno, node.value


def test_a_clause_in_a_module_is_seen() -> None:
    source = 'def f():\n    """A-CNT-05."""\n    raise Refused("no", clause="A-VOTE-03")\n'
    assert list(cited_in(source)) == [(3, "A-VOTE-03")]
    assert CITED.findall(
        '<p>{% clause "C-TGT-01" %} {% clause rule.clause %} {% clause "VCOL-19" %}</p>'
    ) == ["C-TGT-01"]


def test_no_module_cites_a_clause_of_one_plan() -> None:
    found = [
        f"{path}:{line} {clause}"
        for path in modules()
        if path != ALLOWED
        for line, clause in cited_in((ROOT / path).read_text())
    ]
    assert found == []


def test_no_page_cites_a_clause_of_one_plan() -> None:
    pages = (ROOT / "templates").rglob("*.html")
    assert [f"{page}: {clause}" for page in pages for clause in CITED.findall(page.read_text())] == []
