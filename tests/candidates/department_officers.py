"""Officers of departments of the county's joint review."""

import pytest

from accounts.enums import Role
from accounts.models import User
from tests.cast import COUNTY, Officer


@pytest.fixture
def police(officer: Officer) -> User:
    made = officer(Role.COUNTY_DEPARTMENT, COUNTY, "police", "public_security")
    User.objects.filter(pk=made.pk).update(name="雷鸣")
    return User.objects.get(pk=made.pk)


@pytest.fixture
def court(officer: Officer) -> User:
    made = officer(Role.COUNTY_DEPARTMENT, COUNTY, "court", "court")
    User.objects.filter(pk=made.pk).update(name="宋平")
    return User.objects.get(pk=made.pk)
