"""The archive of a closed cycle: what it deletes, what stays and still proves itself, who may, and that it is once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from accounts.enums import Role
from accounts.models import KeptInput, User
from accounts.refusals import NotThere
from documents.models import Job, StoredFile
from documents.services.file import forget_files, store
from elections.enums import Act
from elections.models import Cycle, Election, LedgerEntry, StepFile
from elections.queries.archive import held_by
from elections.queries.ledger import breaks_in
from elections.refusals import CycleArchived, CycleNameDiffers, CycleRunning
from elections.retention import holdings
from elections.services.archive import archive_cycle
from elections.services.cycle import close_cycle
from tests.cast import OTHER_TOWNSHIP, SECOND_VILLAGE, TOWNSHIP, VILLAGE, at
from tests.villages.test_upload import ONE, sent
from tests.villages.test_upload import sheet as register_sheet
from tests.voting.roll_fixtures import launched, published
from tests.voting.roll_sheets import row
from villages.models import RegisterUpload, Resident
from villages.services.upload import discard_sheet
from voting.models import Appeal, Proxy, Roll, RollEntry, RollUpload, UploadFault
from voting.queries.roll import digest_of

__all__ = ["launched"]

CLOSED, LATER = at(2021, 3, 1), at(2021, 6, 1)


@pytest.fixture
def roll(launched: Election, clerk: User) -> Roll:
    """A published roll of two voters, with an appeal, a proxy on a form, and a kept input."""
    made = published(clerk, launched, row(2), row(4))
    first, second = made.entries.order_by("number")
    Appeal.objects.create(
        election=launched,
        roll=made,
        number=1,
        receipt="A" * 8,
        channel="clerk",
        about="wrongly_on",
        appellant="王小明",
        contact="13800000000",
        person="王晓梅",
        text="已迁出",
        filed_at=at(2020, 12, 29),
    )
    Proxy.objects.create(
        election=launched,
        principal_index=first.id_index,
        principal=first.name,
        principal_group=first.group,
        principal_number=first.number,
        holder_index=second.id_index,
        holder=second.name,
        holder_group=second.group,
        holder_number=second.number,
        relation="spouse",
        reason="away",
        note="在广州打工",
        medium="written",
        form=store(b"scan of a form", "image/png"),
        form_name="委托书.png",
        requested_at=at(2021, 1, 2),
        requested_by=clerk,
    )
    KeptInput.objects.create(
        user=clerk,
        path=f"/villages/{VILLAGE}/roll/",
        data={"name": ["王"]},
        refusal={"text": {}},
        kept_at=CLOSED,
    )
    return made


def archived(by: User, cycle: Cycle, **given: Any) -> Cycle:
    return archive_cycle(by=by, cycle=cycle, **{"name": cycle.name, "now": LATER, **given})


def test_what_identifies_is_deleted_and_what_proves_stays(roll: Roll, township: User, cycle: Cycle) -> None:
    digest, names = roll.digest, list(roll.entries.values_list("name", "id_index"))
    ledger = LedgerEntry.objects.count()
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    assert archived(township, cycle).archived_at == LATER
    for entry in RollEntry.objects.all():
        assert (bytes(entry.id_sealed), entry.id_last4, entry.evidence) == (b"", "", {})
    assert not RollUpload.objects.exists() and not UploadFault.objects.exists()
    assert not Job.objects.filter(kind="roll.check").exists()
    assert not StoredFile.objects.filter(content=b"scan of a form").exists()
    assert not KeptInput.objects.exists()
    assert Appeal.objects.get().contact == "" and Appeal.objects.get().text == "已迁出"
    proxy = Proxy.objects.get()
    assert (proxy.form, proxy.form_name, proxy.note) == (None, "", "")
    assert proxy.principal and proxy.holder
    roll.refresh_from_db()
    assert list(roll.entries.values_list("name", "id_index")) == names
    assert digest_of(roll) == digest == roll.digest, "the printed digest can be worked out again"
    assert LedgerEntry.objects.count() == ledger + 2
    assert list(breaks_in("")) == []
    assert Resident.objects.filter(village=VILLAGE).exclude(id_sealed=b"").count() == 120


def test_the_counts_told_before_are_those_entered_after(roll: Roll, township: User, cycle: Cycle) -> None:
    cycle = close_cycle(by=township, cycle=cycle, now=CLOSED)
    told = {each.holding.key: each.rows for each in held_by(cycle)}
    assert {key: told[key] for key in ("identity_numbers", "roll_sheets", "contacts", "proxy_forms", "inputs")} == {
        "identity_numbers": 2, "roll_sheets": 1, "contacts": 1, "proxy_forms": 1, "inputs": 1,
    }  # fmt: skip
    archived(township, cycle)
    entry = LedgerEntry.objects.get(act=Act.CYCLE_ARCHIVED)
    assert entry.data == {"deleted": told}
    assert {each.rows for each in held_by(cycle)} == {0}


def test_register_sheets_go_and_what_they_brought_stays(
    township: User, cycle: Cycle, second_village: Any
) -> None:
    upload = sent(township, second_village, register_sheet(ONE), now=at(2020, 12, 1))
    still_open = sent(township, second_village, register_sheet(ONE | {"name": "王小梅"}), now=at(2020, 12, 2))
    discard_sheet(by=township, upload=upload)
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    archived(township, cycle)
    assert list(RegisterUpload.objects.all()) == [still_open]


def test_a_cycle_of_another_township_is_left_alone(
    roll: Roll, township: User, cycle: Cycle, officer: Callable[..., User]
) -> None:
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    stranger = officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "stranger")
    with pytest.raises(NotThere):
        archived(stranger, cycle)
    assert RollEntry.objects.exclude(id_last4="").count() == 2


def test_only_a_closed_cycle_once_and_by_its_name(
    roll: Roll, township: User, cycle: Cycle, clerk: User
) -> None:
    with pytest.raises(CycleRunning):
        archived(township, cycle)
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    with pytest.raises(CycleNameDiffers):
        archived(township, cycle, name="别的换届")
    with pytest.raises(NotThere):
        archived(clerk, cycle)
    assert RollEntry.objects.exclude(id_last4="").count() == 2
    archived(township, cycle)
    with pytest.raises(CycleArchived):
        archived(township, cycle)
    assert LedgerEntry.objects.filter(act=Act.CYCLE_ARCHIVED).count() == 1


def test_what_fails_half_way_deletes_nothing(
    roll: Roll, township: User, cycle: Cycle, monkeypatch: pytest.MonkeyPatch
) -> None:
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    *_others, last = holdings()

    def failing(cycle: Cycle) -> int:
        raise RuntimeError

    monkeypatch.setitem(last.__dict__, "forget", failing)
    with pytest.raises(RuntimeError):
        archived(township, cycle)
    assert RollEntry.objects.exclude(id_last4="").count() == 2
    assert Cycle.objects.get(pk=cycle.pk).archived_at is None


def test_a_file_that_something_else_refers_to_stays(roll: Roll, township: User, election: Election) -> None:
    record = election.step_records.first()
    kept, going = store(b"kept", "image/png"), store(b"going", "image/png")
    StepFile.objects.create(record=record, name="a.png", file=kept)
    assert forget_files([kept.pk, going.pk]) == 1
    assert (
        StoredFile.objects.filter(pk=kept.pk).exists() and not StoredFile.objects.filter(pk=going.pk).exists()
    )


def test_the_page_tells_deletes_and_tells_again(
    roll: Roll, township: User, cycle: Cycle, client_of: Callable[[User], Client]
) -> None:
    browser = client_of(township)
    assert browser.get(f"/cycle/closed/{cycle.pk}/").status_code == 404, "it still runs"
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    page = f"/cycle/closed/{cycle.pk}/"
    assert cycle.name in browser.get("/cycle/closed/").content.decode()
    before = browser.get(page)
    assert len(before.context["held"]) == len(holdings()) >= 7
    assert browser.post(page, {"name": "x"}).status_code == 409
    assert browser.post(page, {"name": cycle.name})["Location"] == page
    after = browser.get(page)
    assert [each.rows for each in after.context["held"]] == [each.rows for each in before.context["held"]]
    assert "<form" not in after.content.decode().split("<main")[1].split("</main")[0]


@pytest.mark.parametrize(
    ("role", "scope"), [(Role.COUNTY_OFFICE, TOWNSHIP[:6]), (Role.VILLAGE_CLERK, SECOND_VILLAGE)]
)
def test_others_have_no_such_page(
    role: Role, scope: str, cycle: Cycle, township: User, officer: Callable[..., User], client_of: Any
) -> None:
    close_cycle(by=township, cycle=cycle, now=CLOSED)
    assert client_of(officer(role, scope, "another")).get(f"/cycle/closed/{cycle.pk}/").status_code == 404
