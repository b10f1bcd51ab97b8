from voting.models.box import Box, CountEntry
from voting.models.contest import Choice, Contest, Line, Position
from voting.models.outcome import Outcome, WriteInReview
from voting.models.roll import Roll, RollEntry
from voting.models.upload import RollUpload, StagedVoter, UploadFault

__all__ = [
    "Box",
    "Choice",
    "Contest",
    "CountEntry",
    "Line",
    "Outcome",
    "Position",
    "Roll",
    "RollEntry",
    "RollUpload",
    "StagedVoter",
    "UploadFault",
    "WriteInReview",
]
