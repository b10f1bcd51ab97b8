"""Writes that do not open with the gate say so here, each with its reason; a test finds those that do not."""

from collections.abc import Callable
from typing import Any, TypeVar

Writer = TypeVar("Writer", bound=Callable[..., Any])


def ungated(why: str) -> Callable[[Writer], Writer]:
    """Mark a service that writes without the gate. `why` is a sentence: what stands in the gate's place, or why none."""

    def mark(service: Writer) -> Writer:
        service.ungated = why  # type: ignore[attr-defined]
        return service

    return mark


def part_of_an_act(service: Writer) -> Writer:
    """Mark a writer that only services call, after the gate: the act it is a part of has opened with it."""
    service.part_of_an_act = True  # type: ignore[attr-defined]
    return service
