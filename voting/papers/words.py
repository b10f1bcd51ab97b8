"""What posts, sexes and rounds are called on papers, which are Chinese whatever the reader's language."""

from voting.enums import Round
from voting.models import Contest

POSTS = {
    "secretary": "书记",
    "party_deputy": "副书记",
    "party_member": "党组织委员",
    "chair": "主任",
    "deputy": "副主任",
    "member": "委员",
    "woman_member": "妇女委员",
    "head_supervisor": "监委会主任",
    "supervisor": "监委会成员",
}
SEXES = {"M": "男", "F": "女", "": ""}
FURTHER_ROUNDS = {Round.FIRST: "重新选举", Round.REVOTE: "再次投票", Round.RUNOFF: "另行选举"}


def further_round(contest: Contest) -> str:
    """What a further round is called; empty for the first."""
    return FURTHER_ROUNDS[Round(contest.round)] if contest.parent_id else ""


def round_name(contest: Contest) -> str:
    """What any round is called."""
    return further_round(contest) or "第一次投票"
