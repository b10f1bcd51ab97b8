"""How many seats the bodies of a place have by its rulebook: numbers in, proposals and departures out, no database."""

from candidates.seating.departures import Departure, departures
from candidates.seating.extra import Extra, extra_of
from candidates.seating.model import Place, PlannedPost, TeamDraft, TeamSeats
from candidates.seating.usual import Usual, deputies_of, party_usual, proposal, usual_committee

__all__ = [
    "Departure",
    "Extra",
    "Place",
    "PlannedPost",
    "TeamDraft",
    "TeamSeats",
    "Usual",
    "departures",
    "deputies_of",
    "extra_of",
    "party_usual",
    "proposal",
    "usual_committee",
]
