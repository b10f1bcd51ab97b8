from datetime import timedelta
from hashlib import sha256

import pytest
from django.test import Client

from accounts.models import User
from documents.models import Paper, Posting, Series, StoredFile
from elections.models import Cycle, Election
from tests.cast import VILLAGE, at
from voting.enums import RollState
from voting.models import Roll, RollEntry

URL = f"/public/{VILLAGE}/"
NOW = at(2020, 12, 29, 9)


@pytest.fixture
def paper(election: Election, township: User) -> Paper:
    content = b"%PDF-1.7"
    digest = sha256(content).hexdigest()
    stored = StoredFile.objects.create(sha256=digest, content=content, size=8, content_type="application/pdf")
    series = Series.objects.create(place_code=VILLAGE, sign="棠选", year=2020, last_number=6)
    return Paper.objects.create(
        series=series,
        number=6,
        kind="roll_poster",
        title="选民名单（第1版）",
        place_code=VILLAGE,
        place_name="棠兴村",
        subject="voting.roll:1",
        code="7K3M92QD",
        file=stored,
        pages=9,
        training=True,
        issued_at=NOW,
        issued_by=township,
        issued_by_office="镇换届办",
    )


@pytest.fixture
def roll(election: Election) -> Roll:
    """A published roll with 刘建明 of the second group and one who is not registered."""
    made = Roll.objects.create(
        election=election, version=1, state=RollState.PUBLISHED, digest="9f2c" * 16, published_at=NOW
    )
    for number, (name, reason) in enumerate([("刘建明", ""), ("王桂英", "户口已迁出")], start=1):
        RollEntry.objects.create(
            roll=made,
            village_id=VILLAGE,
            number=number,
            group=2,
            name=name,
            pinyin="x",
            sex="M",
            birth_date=at(1980, 1, 1).date(),
            category="V1",
            not_registered=reason,
            id_sealed=b"sealed",
            id_index=bytes([number]) * 16,
            id_last4="4821",
        )
    return made


def test_everybody_sees_the_board_without_signing_in(election: Election) -> None:
    page = Client().get(URL)
    assert page.status_code == 200
    assert "2021年1月20日" in page.content.decode()


def test_there_is_no_board_for_a_village_without_election(village, cycle: Cycle) -> None:
    assert Client().get("/public/430423101999/").status_code == 404


def test_a_paper_stands_there_from_its_posting_to_the_end_of_its_period(paper: Paper, cycle: Cycle) -> None:
    Posting.objects.create(
        paper=paper, place_code=VILLAGE, posted_at=NOW - timedelta(days=1), until=NOW + timedelta(days=1)
    )
    assert "/papers/7K3M92QD.pdf" in Client().get(URL).content.decode()
    cycle.clock = NOW + timedelta(days=1)
    cycle.save()
    assert "/papers/7K3M92QD.pdf" not in Client().get(URL).content.decode()


def test_a_paper_that_is_issued_but_not_posted_does_not_stand_there(paper: Paper) -> None:
    assert "7K3M92QD" not in Client().get(URL).content.decode()


def ask(name: str, group: int) -> str:
    return Client().post(URL, {"name": name, "group": group}).content.decode()


def test_who_is_on_the_roll_is_told_so_with_the_number(roll: Roll) -> None:
    answer = ask("刘建明", 2)
    assert "pb-hit" in answer
    assert "第1版第1号" in answer


def test_spaces_typed_into_a_name_do_no_harm(roll: Roll) -> None:
    assert "pb-hit" in ask(" 刘 建明", 2)


def test_part_of_a_name_and_another_group_find_nobody(roll: Roll, village) -> None:
    assert "pb-hit" not in ask("刘建", 2)
    assert "pb-miss" in ask("刘建明", 1)


def test_one_who_is_listed_as_not_registered_is_not_on_the_roll(roll: Roll) -> None:
    assert "pb-miss" in ask("王桂英", 2)


def test_no_answer_ever_holds_an_identity_number_or_a_birth_date(roll: Roll) -> None:
    answer = ask("刘建明", 2)
    assert "4821" not in answer
    assert "1980" not in answer


def test_before_the_roll_is_posted_nobody_is_looked_up(roll: Roll) -> None:
    Roll.objects.update(state=RollState.DRAFT, published_at=None, digest="")
    answer = ask("刘建明", 2)
    assert "pb-hit" not in answer
    assert "pb-miss" not in answer


def test_a_training_board_says_so(election: Election) -> None:
    assert 'class="training"' in Client().get(URL).content.decode()
