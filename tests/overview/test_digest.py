"""The morning's digest: made once a day for every officer, by the clock of the cycle; sent once, never from training."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from smtplib import SMTPServerDisconnected
from threading import Thread
from unittest.mock import patch

import pytest
import time_machine
from celery.schedules import crontab
from django.conf import settings
from django.core import mail
from django.db import connection, transaction
from django.test import override_settings
from pytest_django import DjangoAssertNumQueries

from accounts.enums import Role
from accounts.models import Office, User
from elections.models import Cycle
from elections.services.extension import ask_extension
from overview.models import Digest
from overview.queries.digest import cycle_to_tell, told, unsent
from overview.services.digest import make_digest, make_digests, send_digest
from overview.tasks import send_digests, tell_the_day
from tests.cast import OTHER_TOWNSHIP, VILLAGE, at
from tests.overview.conftest import election_of

MORNING = at(2020, 12, 29, 7)
QUERIES = 14


@pytest.fixture
def real(town: Cycle) -> Cycle:
    """The town in earnest: on the server's clock."""
    town.training, town.clock = False, None
    town.save()
    return town


@pytest.fixture
def reachable(clerk: User) -> User:
    """A clerk with an address."""
    clerk.email = "liu@example.cn"
    clerk.save()
    return clerk


def titles(digest: Digest, part: str) -> list[str]:
    return [line["title"]["en"] for line in digest.data[part]]


# --- what it tells


def test_it_tells_what_is_late_due_and_waiting(real: Cycle, clerk: User, township: User) -> None:
    ask_extension(
        by=clerk,
        election=election_of(real, VILLAGE),
        step="first_recommendation",
        wanted=date(2021, 1, 2),
        reason="会场未定",
        now=MORNING,
    )
    digest = make_digest(township, MORNING)
    assert digest is not None
    assert "Voter registration" in titles(digest, "late")
    assert titles(digest, "soon") == ["Discipline commitment, Party election"]
    (waits,) = digest.data["waiting"]
    assert (waits["place"], waits["why"], waits["day"]) == ("棠兴村", "会场未定", "2021-01-02")


def test_it_tells_what_opens_that_day(real: Cycle, clerk: User) -> None:
    for step in ("party_review", "inspection", "party_notice"):
        election_of(real, VILLAGE).step_records.filter(step=step).delete()
    election = election_of(real, VILLAGE)
    record = election.step_records.filter(step="election_method").get()
    for step in ("first_recommendation", "party_review", "inspection", "party_notice", "party_request"):
        record.pk, record.step, record.parts = None, step, [p.key for p in real.rules.step(step).parts]
        record.save()
    assert [line.title["en"] for line in told(clerk, real, at(2020, 12, 30, 7)).opens] == [
        "Prepare the Party assembly"
    ]
    assert told(clerk, real, MORNING).opens == []


def test_an_officer_is_told_of_the_own_places_and_roles_only(real: Cycle, clerk: User, teller: User) -> None:
    digest = make_digest(clerk, MORNING)
    assert digest is not None
    assert {line["place"] for part in digest.data.values() for line in part} == {"棠兴村"}
    assert make_digest(teller, MORNING) is None


def test_a_step_late_in_all_villages_is_one_line(real: Cycle, township: User) -> None:
    digest = make_digest(township, MORNING)
    assert digest is not None
    line = next(each for each in digest.data["late"] if each["title"]["en"] == "Voter registration")
    assert (line["villages"], line["state"], line["number"]) == (3, "late", 9)


# --- when it is made


def test_it_is_made_once_a_day_for_each_officer(real: Cycle, clerk: User, township: User) -> None:
    assert make_digests(MORNING) == 2
    assert make_digests(MORNING + timedelta(hours=3)) == 0
    assert make_digests(MORNING + timedelta(days=1)) == 2
    assert Digest.objects.count() == 4


def test_an_officer_who_is_gone_or_has_no_office_gets_none(real: Cycle, clerk: User, township: User) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    Office.objects.filter(user=township).delete()
    assert make_digests(MORNING) == 0


def test_without_a_running_cycle_there_is_none(real: Cycle, clerk: User, officer) -> None:
    stranger = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "stranger")
    assert make_digest(stranger, MORNING) is None
    real.closed_at = MORNING
    real.save()
    assert make_digest(clerk, MORNING) is None


def test_training_is_told_by_its_own_clock_on_the_servers_day(town: Cycle, clerk: User) -> None:
    digest = make_digest(clerk, datetime(2026, 5, 4, 7, tzinfo=MORNING.tzinfo))
    assert digest is not None
    assert digest.day == date(2026, 5, 4)
    registration = next(line for line in digest.data["late"] if line["title"]["en"] == "Voter registration")
    assert registration["number"] == 9


def test_a_real_cycle_goes_before_one_of_training(town: Cycle, clerk: User) -> None:
    assert cycle_to_tell(clerk) == town
    real = Cycle.objects.create(
        township=town.township,
        name="换届",
        edition=town.edition,
        training=False,
        opened_at=at(2020, 11, 1),
        opened_by=clerk,
    )
    assert cycle_to_tell(clerk) == real


# --- how it is sent


def test_it_goes_out_once_however_often_the_task_runs(real: Cycle, reachable: User, township: User) -> None:
    with time_machine.travel(MORNING, tick=False):
        tell_the_day()
        tell_the_day()
        send_digests()
    assert [message.to for message in mail.outbox] == [["liu@example.cn"]]
    assert Digest.objects.get(user=reachable).sent_at == MORNING
    assert Digest.objects.get(user=township).sent_at is None


@pytest.mark.parametrize(
    "change",
    [{"email": ""}, {"wants_digest": False}, {"is_active": False}],
    ids=["address", "wish", "active"],
)
def test_without_address_or_wish_nothing_goes_out(real: Cycle, reachable: User, change: dict) -> None:
    make_digests(MORNING)
    User.objects.filter(pk=reachable.pk).update(**change)
    digest = Digest.objects.get(user=reachable)
    assert not unsent(digest.day).exists()
    assert not send_digest(digest.pk, MORNING)
    assert mail.outbox == []


def test_training_sends_nothing(town: Cycle, reachable: User) -> None:
    digest = make_digest(reachable, MORNING)
    assert digest is not None
    assert not unsent(digest.day).exists()
    assert not send_digest(digest.pk, MORNING)
    assert mail.outbox == []


def test_a_mail_server_that_refuses_is_asked_again(real: Cycle, reachable: User) -> None:
    digest = make_digest(reachable, MORNING)
    assert digest is not None
    with patch("django.core.mail.EmailMultiAlternatives.send", side_effect=SMTPServerDisconnected):
        assert not send_digest(digest.pk, MORNING)
    digest.refresh_from_db()
    assert digest.sent_at is None
    assert send_digest(digest.pk, MORNING)
    assert len(mail.outbox) == 1


def test_yesterdays_is_not_sent_late(real: Cycle, reachable: User) -> None:
    make_digests(MORNING)
    with time_machine.travel(MORNING + timedelta(days=1, hours=1), tick=False):
        send_digests()
    assert mail.outbox == []


def test_without_a_mail_server_in_production_nothing_is_called_sent(real: Cycle, reachable: User) -> None:
    with override_settings(DIGESTS_BY_MAIL=False), time_machine.travel(MORNING, tick=False):
        tell_the_day()
    assert Digest.objects.get(user=reachable).sent_at is None


@contextmanager
def held(digest: Digest) -> Iterator[None]:
    """Somebody else is sending this digest."""
    with transaction.atomic():
        Digest.objects.select_for_update().get(pk=digest.pk)
        yield


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("busy", "sent"), [(True, 0), (False, 1)])
def test_two_workers_do_not_send_the_same(real: Cycle, reachable: User, busy: bool, sent: int) -> None:
    """The control without a lock shows that the second worker would have sent."""
    digest = make_digest(reachable, MORNING)
    assert digest is not None

    def second_worker() -> None:
        send_digest(digest.pk, MORNING)
        connection.close()

    def run() -> None:
        worker = Thread(target=second_worker)
        worker.start()
        worker.join(timeout=20)

    if busy:
        with held(digest):
            run()
    else:
        run()
    assert len(mail.outbox) == sent


def test_the_message_is_in_the_officers_language_as_text_and_html(real: Cycle, reachable: User) -> None:
    for language in ("", "en"):
        User.objects.filter(pk=reachable.pk).update(language=language)
        digest = make_digest(reachable, MORNING) or Digest.objects.get(user=reachable)
        Digest.objects.update(sent_at=None)
        assert send_digest(digest.pk, MORNING)
    chinese, english = mail.outbox
    assert chinese.subject == "2020年12月29日 周二 白果镇：逾期2件"
    assert "选民登记：逾9天" in chinese.body
    assert english.subject == "Tue 29 Dec 2020 Baiguo Town: 2 late"
    assert "Voter registration: 9 days late" in english.body
    (html,) = [content for content, kind in english.alternatives if kind == "text/html"]
    assert f'href="{settings.PUBLIC_URL}/villages/{VILLAGE}/roll/"' in html
    assert "style=" not in html


def test_it_is_made_each_morning_at_seven_in_shanghai() -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["tell-the-day"]
    assert entry["task"] == "overview.tasks.tell_the_day"
    assert isinstance(entry["schedule"], crontab)
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({7}, {0})
    assert settings.CELERY_TIMEZONE == "Asia/Shanghai"


def test_one_officers_digest_asks_few_queries(
    real: Cycle, township: User, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(QUERIES):
        make_digest(township, MORNING)
