"""Whose address is counted against whom."""

from typing import Any

import pytest

from config.wsgi import behind_proxy


def address_seen(**environ: str) -> str:
    seen: dict[str, Any] = {}

    def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
        seen.update(environ)
        return []

    list(behind_proxy(application)({"REMOTE_ADDR": "172.18.0.1", **environ}, lambda *_: lambda _: None))
    return str(seen["REMOTE_ADDR"])


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("10.0.0.1, 203.0.113.7", "203.0.113.7"),
        ("", "172.18.0.1"),
    ],
)
def test_the_address_is_the_one_the_nearest_proxy_saw(forwarded: str, expected: str) -> None:
    """What a visitor writes in front himself does not count."""
    assert address_seen(HTTP_X_FORWARDED_FOR=forwarded) == expected


def test_without_a_proxy_the_address_stays() -> None:
    assert address_seen() == "172.18.0.1"
