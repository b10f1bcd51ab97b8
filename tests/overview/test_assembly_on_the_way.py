"""A village whose Party assembly is held in the application, played on its own to the end of its election."""

from datetime import datetime
from zoneinfo import ZoneInfo

from candidates.enums import VoteAbout
from overview.rehearsal.scenarios import Assembly, Scenario
from overview.rehearsal.script import play, script_of
from overview.rehearsal.stage import set_stage
from voting.models import Contest
from voting.queries.result import vote_of

NOW = datetime(2026, 1, 1, tzinfo=ZoneInfo("Asia/Shanghai"))


def test_an_assembly_on_the_way_is_followed_by_the_committees_vote(db: None) -> None:
    """A-ASM-02: its opinion decides the formal list; its ballots go under seal, and the election goes on to its end."""
    scenario = Scenario(assembly=Assembly.ON_THE_WAY)
    stage = set_stage("430423101218", scenario, 1, NOW)
    for scene in script_of(stage.walk, papers=False):
        play(scene, stage.cycle)
    election = stage.walk.election
    opinion = Contest.recorded.get(election=election, about=VoteAbout.FORMAL_LIST)
    rows = [line for post in opinion.outcome.data["positions"] for line in post["votes"]]
    assert len(rows) >= 4 and all(2 * line["for"] > opinion.present for line in rows)
    party = Contest.objects.filter(election=election, body__startswith="party", state="confirmed")
    assert set(party.exclude(sealings=None).values_list("body", flat=True)) == {
        "party_committee",
        "party_secretary",
    }
    vote = vote_of(election)
    assert vote is not None and vote.confirmed
