"""Which vote an address is about, told by its path: the committee's, the Party assembly's, its first meeting's."""

from voting.rounds import COMMITTEE, FIRST_MEETING, PARTY

PATHS = {COMMITTEE: "votes", PARTY: "party-votes", FIRST_MEETING: "first-meeting"}


class VoteConverter:
    """A body of the tally contract, in an address the path of its votes."""

    regex = f"(?:{'|'.join(PATHS.values())})"

    def to_python(self, path: str) -> str:
        return next(body for body, known in PATHS.items() if known == path)

    def to_url(self, body: str) -> str:
        if body not in PATHS:
            raise ValueError(body)
        return PATHS[body]
