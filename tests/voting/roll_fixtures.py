"""A launched election, and rolls made through the services."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest

from accounts.models import User
from documents.services.job import run
from elections.models import Election
from tests.cast import LAUNCH, at, on_record
from tests.voting.roll_sheets import sheet
from voting.models import Roll, RollUpload
from voting.services.roll import commit_upload, publish_roll
from voting.services.upload import receive_upload

REGISTERING, PUBLISHING = at(2020, 12, 15), at(2020, 12, 28)


def launch(election: Election, township: User) -> Election:
    """Everything that must be done before registration is on record."""
    on_record(township, election, *LAUNCH, held_on=at(2020, 12, 1).date(), now=at(2020, 12, 2))
    return election


@pytest.fixture
def launched(election: Election, township: User) -> Election:
    return launch(election, township)


Rows = tuple[dict[str, Any], ...]
Sender = Callable[..., RollUpload]


def send(
    by: User, election: Election, *rows: dict[str, Any], now: datetime = REGISTERING, content: bytes = b""
) -> RollUpload:
    """Upload a sheet of these rows; the check waits for its worker."""
    return receive_upload(
        by=by,
        election=election,
        file_name="选民登记表.xlsx",
        content=content or sheet(*rows),
        key=uuid4(),
        now=now,
    )


def check(upload: RollUpload) -> RollUpload:
    """Let a worker do the check."""
    assert upload.job_id is not None
    run(upload.job_id, lambda: REGISTERING)
    upload.refresh_from_db()
    return upload


def draft(by: User, election: Election, *rows: dict[str, Any], now: datetime = REGISTERING) -> Roll:
    """Upload, check, take over."""
    return commit_upload(by=by, upload=check(send(by, election, *rows, now=now)), now=now)


def published(by: User, election: Election, *rows: dict[str, Any]) -> Roll:
    return publish_roll(by=by, roll=draft(by, election, *rows), now=PUBLISHING)
