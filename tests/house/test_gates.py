"""No service of an election writes before the gate, unless it says why; every gate stands in a transaction."""

import importlib
import textwrap
from pathlib import Path

import pytest
from django.db import connection

from documents.papers import all_kinds, kind_of
from elections.enums import Step
from elections.models import Election
from elections.services.gate import gate, gate_ahead
from tests.cast import VILLAGE, at
from tests.house.gated import Application, calls_in, calls_outside_a_transaction, sources_of

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("accounts", "documents", "villages", "elections", "voting", "candidates", "overview", "config")
# The wall calendar tells the days that are planned, whatever was done.
TELLS_NO_ACT = {"wall_calendar"}
# A paper's deed is entered in the ledger by its kind, inside the services that issue and hang papers; an act on a
# register by the recorder that the services of villages call through villages.acts.
CALLED_BY_A_SERVICE = {"voting.papers.about.remember", "elections.register_acts.remember"}


@pytest.fixture(scope="module")
def application() -> Application:
    return Application(sources_of(ROOT, PACKAGES))


def test_the_services_are_found_and_the_gate_is_reached(application: Application) -> None:
    assert len(application.services()) > 70
    assert {
        "elections.services.step.record_step",
        "voting.services.roll.publish_roll",
        "candidates.services.review.review_candidacy",
    } <= application.opens


def test_no_service_writes_before_the_gate_unless_it_says_why(application: Application) -> None:
    assert application.ungated_writers() == {}


def test_whoever_is_exempt_writes_and_gives_a_reason(application: Application) -> None:
    exempt = [f for f in application.services() if f.declared]
    assert [f.name for f in exempt if f.name not in application.writes] == []
    for f in exempt:
        found = getattr(importlib.import_module(f.module.name), f.node.name)
        reason = getattr(found, "ungated", "")
        assert found.part_of_an_act if "part_of_an_act" in f.declared else reason.endswith("."), f.name
        assert len(f.declared) == 1, f.name


def test_a_part_of_an_act_is_called_by_services_only(application: Application) -> None:
    parts = {f.name for f in application.services() if "part_of_an_act" in f.declared}
    assert parts
    callers = [
        caller.name
        for caller in application.functions.values()
        for call, _covered in calls_in(caller.node)
        for known in [application.function(caller.module.meant_by(call.func))]
        if known and known.name in parts and ".services." not in caller.name
    ]
    assert set(callers) == CALLED_BY_A_SERVICE


def test_every_gate_is_opened_inside_a_transaction(application: Application) -> None:
    assert calls_outside_a_transaction(application) == []


@pytest.mark.django_db(transaction=True)
def test_the_gate_itself_refuses_to_be_opened_outside_a_transaction(election: Election) -> None:
    assert not connection.in_atomic_block
    for opened in (gate, gate_ahead):
        with pytest.raises(RuntimeError):
            opened(Step.NOMINATION, election, at(2020, 12, 20))


@pytest.mark.parametrize("kind", [kind.key for kind in all_kinds() if kind.key not in TELLS_NO_ACT])
def test_no_paper_can_be_issued_before_the_act_it_tells_of(kind: str, election: Election) -> None:
    """Why papers need no gate of their own."""
    assert list(kind_of(kind).occasions(VILLAGE)) == []


# The test must be able to fail: each of these modules has a fault, or has none.

HEAD = """
from django.db import transaction
from elections.services.gate import gate, gate_ahead
from accounts.exempt import part_of_an_act, ungated
from elsewhere.services import other
from elsewhere.services.other import keep
"""
OTHER = """
def keep(row):
    row.save()

def _deep(row):
    keep(row)

def deeper(row):
    _deep(row)
"""


def judged(body: str) -> Application:
    """A service module of these functions, beside another that writes."""
    own = HEAD + textwrap.dedent(body)
    return Application({"here.services.act": own, "elsewhere.services.other": OTHER})


def faulty(body: str) -> bool:
    return "here.services.act.act" in judged(body).ungated_writers()


@pytest.mark.parametrize(
    "body",
    {
        "writes without a gate": """
            def act(row):
                row.save()
            """,
        "writes two calls deep": """
            def act(row):
                other.deeper(row)
            """,
        "opens the gate after the write": """
            def act(row, now):
                keep(row)
                gate("roll", row.election, now)
            """,
        "opens the gate in one branch only": """
            def act(row, now, late):
                if late:
                    gate("roll", row.election, now)
                row.save()
            """,
        "opens the gate in a loop that may not run": """
            def act(rows, now):
                for row in rows:
                    gate("roll", row.election, now)
                keep(rows)
            """,
        "goes on when the gate refuses": """
            def act(row, now):
                try:
                    gate("roll", row.election, now)
                except Exception:
                    pass
                row.save()
            """,
        "opens the gate behind an or": """
            def act(row, now, open):
                open or gate("roll", row.election, now)
                row.save()
            """,
        "writes in the arguments of the gate": """
            def act(row, now):
                gate("roll", keep(row), now)
            """,
        "writes when the transaction is through": """
            def act(row):
                transaction.on_commit(lambda: row.delete())
            """,
        "opens a gate of its own making": """
            def gate(step, election, now):
                return None

            def act(row, now):
                gate("roll", row.election, now)
                row.save()
            """,
        "relies on a helper that opens the gate at times": """
            def _opened(row, now):
                if row.known:
                    return None
                return gate("roll", row.election, now)

            def act(row, now):
                _opened(row, now)
                row.save()
            """,
        "enters it in the database by hand": """
            def act(cursor):
                cursor.execute("DELETE FROM roll")
            """,
    }.items(),
    ids=lambda each: each[0],
)
def test_a_fault_is_found(body: tuple[str, str]) -> None:
    assert faulty(body[1])


@pytest.mark.parametrize(
    "body",
    {
        "opens the gate first": """
            def act(row, now):
                with transaction.atomic():
                    gate("roll", row.election, now)
                    keep(row)
            """,
        "opens the gate through a helper": """
            def _opened(row, now):
                return gate("roll", row.election, now)

            def act(row, now):
                _opened(row, now)
                other.deeper(row)
            """,
        "opens one of two gates": """
            def act(row, now):
                if row.ahead:
                    gate_ahead("roll", row.election, now)
                else:
                    gate("roll", row.election, now)
                row.save()
            """,
        "leaves where the gate is not opened": """
            def act(row, now):
                if row.known:
                    return row
                if row.other:
                    raise ValueError
                gate("roll", row.election, now)
                row.save()
            """,
        "says why it needs no gate": """
            @ungated("It is not of an election.")
            def act(row):
                row.save()
            """,
        "only reads": """
            def act(row, now):
                return row.filter(day=now)
            """,
    }.items(),
    ids=lambda each: each[0],
)
def test_what_is_right_is_let_through(body: tuple[str, str]) -> None:
    assert not faulty(body[1])


def test_an_exempt_part_does_not_exempt_its_caller() -> None:
    assert faulty(
        """
        @part_of_an_act
        def part(row):
            row.save()

        def act(row):
            part(row)
        """
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("def act(row, now):\n    gate('roll', row.election, now)", True),
        (
            "def act(row, now):\n    with transaction.atomic():\n        gate('roll', row.election, now)",
            False,
        ),
        (
            "def _opened(row, now):\n    gate('roll', row.election, now)\n"
            "def act(row, now):\n    with transaction.atomic():\n        _opened(row, now)",
            False,
        ),
        (
            "def _opened(row, now):\n    gate('roll', row.election, now)\n"
            "def act(row, now):\n    with transaction.atomic():\n        pass\n    _opened(row, now)",
            True,
        ),
    ],
)
def test_a_gate_without_a_transaction_is_found(body: str, fault: bool) -> None:
    assert bool(calls_outside_a_transaction(judged(body))) is fault
