"""The papers of a further round of the Party's assembly with one button."""

from collections.abc import Callable
from datetime import datetime

from django.test import Client

from accounts.models import User
from candidates.services.party_vote import open_party_round
from documents.models import Paper
from tests.candidates.assembly import DAY
from tests.candidates.party_fixtures import officers, under
from tests.candidates.party_votes import PartyVoteWalk, a, bare
from tests.cast import VILLAGE
from voting.services.round_papers import issue_round_papers

__all__ = ["a", "bare", "officers", "under"]


def test_a_re_vote_of_the_assembly_has_its_ballot_and_count_sheet_by_one_act(a: PartyVoteWalk) -> None:
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 38, 35, 33, 30, 30]}, 46)
    again = open_party_round(by=a.clerk, contest=contest, now=DAY)
    made = issue_round_papers(by=a.clerk, contest=again, now=DAY)
    assert [paper.kind for paper in made.issued] == ["party_ballot", "party_count_sheet"]
    assert (made.asked, made.waiting) == ((), ())


def test_the_button_stands_with_the_round_of_the_assembly(
    a: PartyVoteWalk, client_of: Callable[[User], Client], on_the_day: Callable[[datetime], None]
) -> None:
    a.up_to_the_ballot()
    contest = a.count(a.prepare(), {"party_member": [40, 38, 35, 33, 30, 30]}, 46)
    again = open_party_round(by=a.clerk, contest=contest, now=DAY)
    on_the_day(DAY)
    browser, here = client_of(a.clerk), f"/villages/{VILLAGE}/party-votes/"
    assert f'action="{here}2/papers/"' in browser.get(here).content.decode()
    browser.post(f"{here}2/papers/")
    assert Paper.objects.filter(subject=f"voting.contest:{again.pk}", kind="party_ballot").exists()
    assert browser.get(f"{here}2/papers.pdf").status_code == 200
