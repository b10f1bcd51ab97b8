"""The clerk and the voter roll: template, faulty sheet, mended sheet, publication."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.acts.cycle import PLACE
from tests.browser.desk import Desk
from tests.browser.roll_file import Line, filled_in, spoilt


def sends_in_the_roll(clerk: Desk, people: Sequence[Line], folder: Path) -> None:
    """First a sheet with faults, which are named row by row; then the mended one, looked at and taken over."""
    template = takes_the_template(clerk, folder / "template.xlsx")
    wrong, rows = spoilt(people)
    sends(clerk, filled_in(template, wrong, folder / "faulty.xlsx"))
    sees_the_faulty_rows(clerk, rows)
    sends(clerk, filled_in(template, people, folder / "mended.xlsx"))
    takes_it_over(clerk, voters=sum(not person["not_registered"] for person in people))


def takes_the_template(clerk: Desk, target: Path) -> Path:
    clerk.open(f"{PLACE}/roll/")
    with clerk.page.expect_download() as download:
        clerk.page.locator("main a[href$='template.xlsx']").first.click()
    download.value.save_as(target)
    return target


def sends(clerk: Desk, file: Path) -> None:
    """Sends a sheet in and watches until a worker has checked it."""
    clerk.open(f"{PLACE}/roll/upload/")
    clerk.page.locator("input[type=file]").set_input_files(file)
    clerk.press()
    expect(clerk.page.locator(".job, .refuse")).to_have_count(0)


def sees_the_faulty_rows(clerk: Desk, rows: Sequence[int]) -> None:
    """Each by its number on the clerk's own sheet, with what to do."""
    findings = clerk.page.locator("table.findings tbody tr")
    expect(findings.locator("th")).to_have_text([str(row) for row in rows])
    assert all(remedy.strip() for remedy in findings.locator("td:last-child").all_inner_texts())


def takes_it_over(clerk: Desk, voters: int) -> None:
    expect(clerk.sentence).to_contain_text(str(voters))
    clerk.press()
    expect(clerk.sentence).to_contain_text(str(voters))


def types_the_fingerprint(clerk: Desk) -> None:
    clerk.open(f"{PLACE}/roll/")
    fingerprint = clerk.page.locator(".facts-list dd.code").inner_text()
    clerk.open(f"{PLACE}/roll/publish/")
    clerk.fill({"fingerprint": fingerprint[:4]})


def is_a_day_too_late_for_the_roll(clerk: Desk) -> None:
    """The refusal names the clause and the last day, and what was typed stays."""
    types_the_fingerprint(clerk)
    typed = clerk.page.locator("[name=fingerprint]").input_value()
    refusal = clerk.press_in_vain()
    expect(refusal).to_contain_text("A-ROLL-17")
    expect(refusal).to_contain_text("2020年12月31日")
    expect(clerk.page.locator("[name=fingerprint]")).to_have_value(typed)


def publishes_the_roll(clerk: Desk) -> None:
    types_the_fingerprint(clerk)
    clerk.press()
    expect(clerk.sentence).to_contain_text("12月28日")
