from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User

GIVEN = {"name": "王晓梅", "role": "township_office", "scope": "430423101", "title": "镇换届办"}


def add(monkeypatch: pytest.MonkeyPatch, password: str, username: str = "wangxm", **given: str) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(password + "\n"))
    call_command("add_officer", username, **(GIVEN | given), stdout=StringIO())


def test_an_officer_is_added_with_one_office_and_can_sign_in(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(monkeypatch, "correct-horse-battery")
    officer = User.objects.get(username="wangxm")
    assert officer.check_password("correct-horse-battery")
    assert [(o.role, o.scope) for o in officer.held] == [("township_office", "430423101")]
    assert not officer.is_demo


def test_a_weak_password_and_a_scope_that_is_no_code_are_refused(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(CommandError, match="weak"):
        add(monkeypatch, "12345678")
    with pytest.raises(CommandError, match="official code"):
        add(monkeypatch, "correct-horse-battery", scope="4304")
    assert not User.objects.exists()


def test_a_department_is_named_by_its_office_and_by_no_other(
    db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = {"role": "county_department", "department": "public_security", "scope": "430423"}
    add(monkeypatch, "correct-horse-battery", **office)
    held = User.objects.get(username="wangxm").held
    assert [o.department for o in held] == ["public_security"]
    for role, department in (("county_department", ""), ("county_office", "court")):
        with pytest.raises(CommandError, match="department"):
            add(monkeypatch, "correct-horse-battery", "other", role=role, department=department)
