"""Polling day and after the count, on real connections. Each race is run again without the locks, and must then go wrong."""

from dataclasses import replace

import pytest
from django.db.models import QuerySet

from accounts.models import User
from documents.sheets.blanks import blanks_book
from elections.enums import Act
from elections.models import Election, LedgerEntry
from elections.services import gate as gates
from elections.services import locks
from tests.races import at_once, meeting_after
from tests.voting.ballots import COUNTED, NOTHING, publish, sheet
from tests.voting.test_count_book import filled
from tests.voting.test_invalidity import BOUGHT, confirmed, declared, full
from tests.voting.test_polling_day import EARLY, FITS, SEEN, SHOWN, reported, shown
from tests.voting.test_sealing import seal
from voting.models import Box, BoxRecord, Contest, CountEntry, Invalidity, Sealing, TurnoutReport
from voting.services import contest as contests
from voting.services import count_book, invalidity, sealing, turnout
from voting.services import polling_day_checks as checks
from voting.services.count_book import take_over_book
from voting.services.polling_day import account_for_papers, look_over_place, show_box

__all__ = ["confirmed", "full"]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def no_locks(monkeypatch: pytest.MonkeyPatch) -> None:
    """No row is locked."""

    def unlocked(election: Election) -> Election:
        return Election.objects.select_related("cycle__township", "village").get(pk=election.pk)

    for module in (gates, contests):
        monkeypatch.setattr(module, "lock_election", unlocked)
    monkeypatch.setattr(locks, "_held", lambda pks: [])  # its SQL is written once, with the lock
    monkeypatch.setattr(QuerySet, "select_for_update", lambda self, **_how: self.all())


@pytest.fixture
def unshown(contest: Contest, clerk: User) -> Contest:
    """Hours and places are published, nothing is on record of the boxes."""
    return publish(contest, clerk, shown=False)


class TestSeals:
    """Two boxes are shown empty at once under the same seal."""

    def both(self, contest: Contest, clerk: User, teller: User) -> list[str]:
        first, second = contest.boxes.order_by("number")
        look_over_place(by=clerk, box=first, seen=SEEN, now=EARLY)
        return at_once(
            lambda: show_box(by=clerk, box=first, shown=SHOWN, now=EARLY),
            lambda: show_box(by=teller, box=second, shown=SHOWN, now=EARLY),
        )

    def test_one_of_them_is_told(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, checks, "opening_faults")
        assert self.both(unshown, clerk, teller) == ["done", "seal_twice"]
        assert LedgerEntry.objects.filter(act=Act.BOX_SHOWN_EMPTY).count() == 1

    def test_without_the_lock_only_the_chain_of_the_ledger_stops_the_second(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
    ) -> None:
        meeting_after(monkeypatch, checks, "opening_faults")
        assert "seal_twice" not in self.both(unshown, clerk, teller)


class TestAccount:
    """The account is closed while the opening record is put right: fewer papers had come than was written."""

    def both(self, contest: Contest, clerk: User, teller: User) -> list[str]:
        box = contest.boxes.get(number=1)
        shown(clerk, box)
        fewer = replace(SHOWN, received=110)
        return at_once(
            lambda: account_for_papers(by=clerk, box=box, account=FITS, now=COUNTED),
            lambda: show_box(by=teller, box=box, shown=fewer, now=COUNTED),
        )

    def test_one_of_the_two_is_refused_and_the_figures_add_up(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, checks, "opening_faults", "account_faults")
        outcome = self.both(unshown, clerk, teller)
        assert outcome in (["account_closed", "done"], ["account_off", "done"])
        record = BoxRecord.objects.get(box__number=1)
        assert record.issued is None or record.received == 120

    def test_without_the_lock_only_the_database_stops_it_or_the_correction_is_lost(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
    ) -> None:
        meeting_after(monkeypatch, checks, "opening_faults", "account_faults")
        outcome = self.both(unshown, clerk, teller)
        assert outcome in (["IntegrityError", "done"], ["done", "done"])


class TestTurnout:
    """Two places report at once; together they have more ballots out than there are voters."""

    def both(self, contest: Contest, clerk: User, teller: User) -> list[str]:
        first, second = contest.boxes.order_by("number")
        shown(clerk, first)
        show_box(by=clerk, box=second, shown=replace(SHOWN, seal="F002"), now=EARLY)
        return at_once(lambda: reported(clerk, first, 70, 9), lambda: reported(teller, second, 70, 9))

    def test_the_second_is_told(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, turnout, "_faults")
        assert self.both(unshown, clerk, teller) == ["done", "turnout_too_high"]
        assert TurnoutReport.objects.count() == 1

    def test_without_the_lock_neither_sees_the_others_figure(
        self, unshown: Contest, clerk: User, teller: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
    ) -> None:
        meeting_after(monkeypatch, turnout, "_faults")
        assert "turnout_too_high" not in self.both(unshown, clerk, teller)


class TestSealing:
    """Two clerks record at once that the ballots are sealed."""

    def test_they_are_sealed_once(
        self, full: Contest, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, sealing, "_faults")
        outcome = at_once(lambda: seal(clerk, full), lambda: seal(second_clerk, full, packets=3))
        assert outcome == ["done", "sealed_already"]
        assert Sealing.objects.count() == 1

    def test_without_the_lock_only_the_database_stops_the_second(
        self, full: Contest, clerk: User, second_clerk: User, monkeypatch: pytest.MonkeyPatch, no_locks: None
    ) -> None:
        meeting_after(monkeypatch, sealing, "_faults")
        outcome = at_once(lambda: seal(clerk, full), lambda: seal(second_clerk, full, packets=3))
        assert outcome == ["IntegrityError", "done"]


class TestInvalidity:
    """Township and county declare the same election invalid at once."""

    def both(self, contest: Contest, township: User, county: User) -> list[str]:
        return at_once(
            lambda: declared(township, contest),
            lambda: declared(county, contest, BOUGHT, decision="县〔2021〕1号"),
        )

    def test_it_is_declared_once(
        self, confirmed: Contest, township: User, county_office: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, invalidity, "_refuse")
        assert self.both(confirmed, township, county_office) == ["declared_already", "done"]
        assert Invalidity.objects.count() == 1

    def test_without_the_lock_only_the_database_stops_the_second(
        self,
        confirmed: Contest,
        township: User,
        county_office: User,
        monkeypatch: pytest.MonkeyPatch,
        no_locks: None,
    ) -> None:
        meeting_after(monkeypatch, invalidity, "_faults")
        assert self.both(confirmed, township, county_office) == ["IntegrityError", "done"]


class TestWorkbook:
    """Two people bring their workbooks of the same boxes at once."""

    def both(self, contest: Contest, box: Box, mobile: Box, one: User, other: User) -> list[str]:
        content = blanks_book([filled(box, sheet()), filled(mobile, NOTHING)])

        def take(by: User) -> None:
            take_over_book(by=by, contest=contest, content=content, file_name="计票单.xlsx", now=COUNTED,
                           accepted=["nothing_returned"])  # fmt: skip

        return at_once(lambda: take(one), lambda: take(other))

    def test_each_is_one_of_the_two_sheets(
        self,
        open_contest: Contest,
        box: Box,
        mobile: Box,
        clerk: User,
        teller: User,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        meeting_after(monkeypatch, count_book, "read_book")
        assert self.both(open_contest, box, mobile, clerk, teller) == ["done", "done"]
        assert sorted(CountEntry.objects.values_list("box__number", "turn")) == [
            (1, 1),
            (1, 2),
            (2, 1),
            (2, 2),
        ]

    def test_the_same_file_sent_twice_by_one_person_is_one_sheet_a_box(
        self, open_contest: Contest, box: Box, mobile: Box, clerk: User, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        meeting_after(monkeypatch, count_book, "read_book")
        assert self.both(open_contest, box, mobile, clerk, clerk) == ["done", "done"]
        assert CountEntry.objects.count() == 2
        assert LedgerEntry.objects.filter(act=Act.SHEETS_IMPORTED).count() == 1
