"""Drafts of rulebooks: always right, never overwritten unseen, published once, seen by their office alone."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from accounts.enums import Role
from accounts.models import User
from accounts.refusals import NotThere
from elections.models import Cycle, LedgerEntry, RulebookDraft, RulebookEdition
from elections.refusals import (
    AmendmentUnderWay,
    CycleClosed,
    DraftChangedMeanwhile,
    EditionExists,
    NothingAmended,
    RulebookFaulty,
    UploadNoText,
    UploadTooLarge,
)
from elections.rulebook import available, parse_rulebook, shipped_text
from elections.services.cycle import close_cycle
from elections.services.draft import (
    UPLOAD_BYTES,
    change_entry,
    change_head,
    change_law,
    change_value,
    discard_draft,
    import_draft,
    publish_draft,
    put_in_force,
    remove_entry,
    remove_value,
    start_amendment,
    start_blank,
    start_draft,
    version_of,
)
from tests.cast import OTHER_TOWNSHIP, TOWNSHIP, Officer, at

NOW = at(2020, 12, 1)
HEAD: dict[str, Any] = {
    "name": "henan-village-2026",
    "version": "1.0",
    "kind": "plan",
    "extends": "village-law-2018",
    "title": {"zh": "河南", "en": "Henan"},
    "valid_from": date(2026, 1, 1),
    "valid_to": None,
}
THREE = {"value": 3, "clause": "HN-16", "quote": "不得超过三人"}


@pytest.fixture
def draft(township: User) -> RulebookDraft:
    return start_blank(by=township, head=HEAD, now=NOW)


def test_a_draft_of_nothing_but_a_head_says_what_its_base_says(draft: RulebookDraft) -> None:
    rules = parse_rulebook(draft.text)
    assert (rules.name, rules.extends, rules.own_values) == ("henan-village-2026", "village-law-2018", 0)
    assert rules.roll.published.clause.startswith("VCOL-")
    assert (draft.owner, draft.based_on) == (TOWNSHIP, "village-law-2018")


def test_a_value_is_stated_and_taken_out_again(township: User, draft: RulebookDraft) -> None:
    told = {"by": township, "path": "proxy.per_holder", "now": NOW}
    stated = change_value(**told, draft=draft, value=THREE, version=version_of(draft))
    assert parse_rulebook(stated.text).proxy.per_holder.value == 3
    silent = remove_value(**told, draft=stated, version=version_of(stated))
    assert not parse_rulebook(silent.text).at("proxy.per_holder").clause.startswith("HN")


def test_a_change_after_which_the_rulebook_were_wrong_is_refused_and_nothing_is_written(
    township: User, draft: RulebookDraft
) -> None:
    with pytest.raises(RulebookFaulty) as refused:
        change_value(
            by=township,
            draft=draft,
            path="proxy.per_holder",
            value={"value": "drei"},
            version=version_of(draft),
            now=NOW,
        )
    assert [fault.path for fault in refused.value.told] == [
        "proxy.per_holder.value",
        "proxy.per_holder.clause",
    ]
    assert refused.value.data["told"][0]["zh"].startswith("应为整数")
    before = draft.text
    draft.refresh_from_db()
    assert draft.text == before


def test_the_second_of_two_editors_does_not_overwrite_the_first(township: User, draft: RulebookDraft) -> None:
    seen = version_of(draft)
    told = {"by": township, "draft": draft, "path": "proxy.per_holder", "version": seen, "now": NOW}
    change_value(**told, value=THREE)
    with pytest.raises(DraftChangedMeanwhile):
        change_value(**told, value=THREE | {"value": 5})
    draft.refresh_from_db()
    assert parse_rulebook(draft.text).proxy.per_holder.value == 3


def test_each_change_is_a_state_of_its_own_even_on_a_clock_that_stands_still(
    township: User, draft: RulebookDraft
) -> None:
    first = change_value(
        by=township, draft=draft, path="proxy.per_holder", value=THREE, version=version_of(draft), now=NOW
    )
    second = remove_value(
        by=township, draft=first, path="proxy.per_holder", version=version_of(first), now=NOW
    )
    assert second.changed_at > first.made_at
    assert version_of(second) != version_of(draft)


def test_entries_are_added_changed_and_taken_out_and_a_bases_list_is_taken_over(
    township: User, draft: RulebookDraft
) -> None:
    base = parse_rulebook(draft.text).roll.categories
    entry = {"code": "V9", "kind": "village", "title": {"zh": "甲", "en": "A"}, "clause": "HN-1"}
    told: dict[str, Any] = {"by": township, "path": "roll.categories", "now": NOW}
    added = change_entry(**told, draft=draft, number=None, entry=entry, version=version_of(draft))
    found = parse_rulebook(added.text).roll.categories
    assert (found[:-1], found[-1].code) == (base, "V9")
    last = len(found)
    changed = change_entry(
        **told, draft=added, number=last, entry=entry | {"code": "V8"}, version=version_of(added)
    )
    assert parse_rulebook(changed.text).roll.categories[-1].code == "V8"
    out = remove_entry(**told, draft=changed, number=last, version=version_of(changed))
    assert parse_rulebook(out.text).roll.categories == base
    with pytest.raises(NotThere):
        remove_entry(**told, draft=out, number=last, version=version_of(out))


def test_a_law_is_cited_once_it_is_stated_and_its_key_is_checked(
    township: User, draft: RulebookDraft
) -> None:
    law = {"title": {"zh": "河南省选举办法", "en": "Henan Measures"}, "in_force": date(2020, 1, 1)}
    told: dict[str, Any] = {"by": township, "law": law, "now": NOW}
    made = change_law(**told, draft=draft, key="HN", version=version_of(draft))
    assert parse_rulebook(made.text).cite("HN-16", "zh") == "《河南省选举办法》第十六条"
    with pytest.raises(RulebookFaulty):
        change_law(**told, draft=made, key="a.b", version=version_of(made))


@pytest.mark.parametrize(
    "path", ["roll", "roll.publishd", "roll.categories", "name", "", "roll.published.value"]
)
def test_what_is_no_place_of_a_rulebook_is_not_there(township: User, draft: RulebookDraft, path: str) -> None:
    with pytest.raises(NotThere):
        change_value(by=township, draft=draft, path=path, value=THREE, version=version_of(draft), now=NOW)


def test_a_draft_is_published_once_with_a_reason_and_is_gone_then(
    township: User, draft: RulebookDraft
) -> None:
    edition = publish_draft(by=township, draft=draft, reason="新办法", version=version_of(draft), now=NOW)
    assert (edition.owner, edition.name, edition.version, edition.reason) == (
        TOWNSHIP,
        "henan-village-2026",
        "1.0",
        "新办法",
    )
    assert not RulebookDraft.objects.exists()
    assert LedgerEntry.objects.get().act == "rulebook.made"
    again = start_blank(by=township, head=HEAD, now=NOW)
    with pytest.raises(EditionExists):
        publish_draft(by=township, draft=again, reason="再来", version=version_of(again), now=NOW)
    with pytest.raises(EditionExists):
        change_head(
            by=township,
            draft=start_blank(by=township, head=HEAD | {"version": "2.0"}, now=NOW),
            head=HEAD,
            version=version_of(RulebookDraft.objects.order_by("-pk")[0]),
            now=NOW,
        )


def test_a_draft_thrown_away_is_gone_and_one_gone_cannot_be_changed(
    township: User, draft: RulebookDraft
) -> None:
    seen = version_of(draft)
    discard_draft(by=township, draft=RulebookDraft.objects.get(), version=seen)
    assert not RulebookDraft.objects.exists()
    with pytest.raises(DraftChangedMeanwhile):
        remove_value(by=township, draft=draft, path="proxy.per_holder", version=seen, now=NOW)


def test_only_the_office_that_made_a_draft_works_on_it(
    draft: RulebookDraft, officer: Officer, county_office: User, clerk: User
) -> None:
    others = [officer(Role.TOWNSHIP_OFFICE, OTHER_TOWNSHIP, "other"), county_office, clerk]
    for other in others:
        with pytest.raises(NotThere):
            discard_draft(by=other, draft=draft, version=version_of(draft))
    with pytest.raises(NotThere):
        start_blank(by=clerk, head=HEAD, now=NOW)


@pytest.mark.parametrize("name", available())
def test_an_exported_file_imported_again_is_the_same_text(township: User, name: str) -> None:
    text = shipped_text(name)
    made = import_draft(by=township, content=text.encode(), now=NOW)
    assert made.text == text
    assert parse_rulebook(made.text) == parse_rulebook(text)


def test_a_faulty_file_a_large_one_and_one_that_is_no_text_are_refused(township: User) -> None:
    with pytest.raises(RulebookFaulty) as faulty:
        import_draft(by=township, content=b'name = "A B"\nversion = "x"\n', now=NOW)
    assert len(faulty.value.told) > 3
    with pytest.raises(UploadTooLarge):
        import_draft(by=township, content=b"#" * (UPLOAD_BYTES + 1), now=NOW)
    with pytest.raises(UploadNoText):
        import_draft(by=township, content="规则".encode("gb18030"), now=NOW)
    assert not RulebookDraft.objects.exists()


def test_a_copy_has_a_head_of_its_own_and_every_value_of_what_was_copied(township: User) -> None:
    made = start_draft(
        by=township,
        text=shipped_text("county-town-2020"),
        based_on="county-town-2020 1.0",
        head=HEAD,
        now=NOW,
    )
    rules, copied = parse_rulebook(made.text), parse_rulebook(shipped_text("county-town-2020"))
    assert (rules.name, rules.steps, rules.roll) == ("henan-village-2026", copied.steps, copied.roll)
    assert "# What the re-election covers" in made.text


def test_an_amendment_is_a_copy_with_the_next_version_and_there_is_one_at_a_time(
    township: User, county_office: User, cycle: Cycle
) -> None:
    draft = start_amendment(by=county_office, cycle=cycle, now=NOW)
    assert (draft.owner, draft.cycle) == (cycle.township_id, cycle)
    assert parse_rulebook(draft.text).version == "1.1"
    with pytest.raises(AmendmentUnderWay) as refused:
        start_amendment(by=township, cycle=cycle, now=NOW)
    assert refused.value.data == {"draft": draft.pk}
    with pytest.raises(IntegrityError), transaction.atomic():
        RulebookDraft.objects.create(
            owner=TOWNSHIP, text="", based_on="", cycle=cycle, made_at=NOW, made_by=township, changed_at=NOW
        )


def test_an_amendment_keeps_its_name_and_comes_into_force_only_if_it_changes_something(
    township: User, cycle: Cycle
) -> None:
    draft = start_amendment(by=township, cycle=cycle, now=NOW)
    draft = change_head(
        by=township, draft=draft, head=HEAD | {"version": "1.5"}, version=version_of(draft), now=NOW
    )
    rules = parse_rulebook(draft.text)
    assert (rules.name, rules.version) == ("county-town-2020", "1.5")
    told: dict[str, Any] = {"by": township, "reason": "市里通知", "now": NOW}
    changed = change_value(
        by=township, draft=draft, path="proxy.per_holder", value=THREE, version=version_of(draft), now=NOW
    )
    amendment = put_in_force(**told, draft=changed, version=version_of(changed))
    cycle.refresh_from_db()
    assert cycle.edition == amendment.after
    assert cycle.rules.proxy.per_holder.value == 3
    assert not RulebookDraft.objects.exists()
    again = start_amendment(by=township, cycle=cycle, now=NOW)
    assert parse_rulebook(again.text).version == "1.6"
    with pytest.raises(NothingAmended):
        put_in_force(**told, draft=again, version=version_of(again))


def test_how_a_rule_binds_is_something_that_can_be_amended(township: User, cycle: Cycle) -> None:
    draft = start_amendment(by=township, cycle=cycle, now=NOW)
    soft = {"value": 5, "clause": "A-PROXY-04", "strength": "soft", "approver": "township_party_committee"}
    draft = change_value(
        by=township, draft=draft, path="proxy.per_holder", value=soft, version=version_of(draft), now=NOW
    )
    made = put_in_force(by=township, draft=draft, reason="放宽", version=version_of(draft), now=NOW)
    assert [one["path"] for one in made.after.changed] == [
        "proxy.per_holder:strength",
        "proxy.per_holder:approver",
    ]


def test_a_closed_cycle_is_not_amended_and_an_amendment_is_not_published(
    township: User, cycle: Cycle
) -> None:
    draft = start_amendment(by=township, cycle=cycle, now=NOW)
    with pytest.raises(NotThere):
        publish_draft(by=township, draft=draft, reason="x", version=version_of(draft), now=NOW)
    discard_draft(by=township, draft=draft, version=version_of(draft))
    close_cycle(by=township, cycle=cycle, now=NOW)
    with pytest.raises(CycleClosed):
        start_amendment(by=township, cycle=cycle, now=NOW)
    assert RulebookEdition.objects.count() == 1
