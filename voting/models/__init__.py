from voting.models.appeal import Appeal
from voting.models.ballot import IssuedBallot
from voting.models.box import Box, CountEntry
from voting.models.confirmation import Announcement, CountingConfirmation, FurtherDecision, ResultReview
from voting.models.contest import Choice, Contest, Line, Position
from voting.models.invalidity import Invalidity
from voting.models.mobile import MobileRoute, MobileVoter
from voting.models.outcome import Outcome, WriteInReview
from voting.models.paper import HallLink, Paper, PaperCount
from voting.models.polling_day import BoxRecord, PlaceTick, TurnoutReport
from voting.models.proxy import Proxy
from voting.models.roll import Roll, RollEntry
from voting.models.sealing import Sealing
from voting.models.staff import StaffMember
from voting.models.upload import RollUpload, UploadFault

__all__ = [
    "Announcement",
    "Appeal",
    "Box",
    "BoxRecord",
    "Choice",
    "Contest",
    "CountEntry",
    "CountingConfirmation",
    "FurtherDecision",
    "HallLink",
    "Invalidity",
    "IssuedBallot",
    "Line",
    "MobileRoute",
    "MobileVoter",
    "Outcome",
    "Paper",
    "PaperCount",
    "PlaceTick",
    "Position",
    "Proxy",
    "ResultReview",
    "Roll",
    "RollEntry",
    "RollUpload",
    "Sealing",
    "StaffMember",
    "TurnoutReport",
    "UploadFault",
    "WriteInReview",
]
