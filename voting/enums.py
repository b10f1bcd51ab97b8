from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class RollState(TextChoices):
    STAGED = "staged", _("Checked, not taken over")
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    REPLACED = "replaced", _("Replaced by a later version")


class Round(TextChoices):
    """The rounds of the tally contract."""

    FIRST = "first", _("First vote")
    REVOTE = "revote", _("Re-vote after a tie")
    RUNOFF = "runoff", _("Runoff")


class ContestState(TextChoices):
    PREPARED = "prepared", _("Prepared")
    COUNTING = "counting", _("Counting")
    TALLIED = "tallied", _("Tallied")
    CONFIRMED = "confirmed", _("Confirmed")


class BoxKind(TextChoices):
    VENUE = "venue", _("Assembly")
    STATION = "station", _("Polling station")
    MOBILE = "mobile", _("Mobile box")


class Relocation(TextChoices):
    """The three cases of relocated villagers (A-ROLL-11)."""

    WHOLE = "1", _("The whole village moved and still exists: votes in the original village")
    PART = "2", _("Part of the village moved: votes in the original village, or where they live if allowed")
    SCATTERED = "3", _("Resettled in several places, registration moved: votes where registered")


class Ground(TextChoices):
    """Why a person is listed as not registered (A-ROLL-11 to A-ROLL-16)."""

    RIGHTS = "rights", _("Deprived of political rights")
    ELSEWHERE = "elsewhere", _("Registered for the election in another place")
    INCAPABLE = "incapable", _("Cannot exercise the right to vote")
    NO_STATEMENT = "no_statement", _("Living elsewhere, has not said to take part")
    UNREACHABLE = "unreachable", _("Could not be reached")
    NOT_AGREED = "not_agreed", _("The meeting did not agree")
    TOO_SHORT = "too_short", _("Not here for long enough")
    OTHER = "other", _("Another reason")


class AppealAbout(TextChoices):
    """What an objection to the roll asks for."""

    LEFT_OFF = "left_off", _("Somebody is missing on the roll")
    WRONGLY_ON = "wrongly_on", _("Somebody should not be on the roll")
    NOT_REGISTERED = "not_registered", _("Somebody is listed as not registered and should be")
    DETAIL = "detail", _("A name, group or other particular is wrong")


class AppealChannel(TextChoices):
    CLERK = "clerk", _("At the election committee")
    PUBLIC = "public", _("On the public page")


class AppealState(TextChoices):
    RECEIVED = "received", _("To be decided")
    ADJUSTED = "adjusted", _("Upheld, the roll is adjusted")
    EXPLAINED = "explained", _("Explained, the roll stays")
    WITH_TOWNSHIP = "with_township", _("Late, to be decided by the township")
    REFUSED_LATE = "refused_late", _("Refused as late")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class ProxyState(TextChoices):
    REQUESTED = "requested", _("To be reviewed")
    APPROVED = "approved", _("Approved")
    REFUSED = "refused", _("Refused")
    REVOKED = "revoked", _("Revoked")


class ProxyReason(TextChoices):
    """Why the principal cannot come (A-PROXY-01)."""

    AWAY = "away", _("Away from home")
    ILL = "ill", _("Ill or unable to come")
    OTHER = "other", _("Another special reason")


class MobileReason(TextChoices):
    """Why a voter is visited with the box, in neutral words (A-VOTE-05)."""

    BODY = "body", _("Cannot walk to the polling station")
    ILL = "ill", _("Ill in bed")
    AGED = "aged", _("Of great age and infirm")


class MobileState(TextChoices):
    REQUESTED = "requested", _("To be confirmed")
    CONFIRMED = "confirmed", _("Confirmed")
    REFUSED = "refused", _("Refused")


class StaffRole(TextChoices):
    """What somebody does on polling day and at the count (A-VOTE-04, A-CNT-04, C-CNT-01)."""

    CHIEF = "chief_scrutineer", _("Chief scrutineer")
    SCRUTINEER = "scrutineer", _("Scrutineer")
    CALLER = "caller", _("Caller")
    COUNTER = "counter", _("Counter")
    ISSUER = "issuer", _("Issuer of ballots")
    WRITER = "writer", _("Writer for others")
    CARRIER = "carrier", _("With the mobile box")


class Manner(TextChoices):
    """How a ballot was taken."""

    IN_PERSON = "in_person", _("In person")
    PROXY = "proxy", _("By proxy")
    MOBILE = "mobile", _("From the mobile box")


class DayCheck(TextChoices):
    """What a polling place is looked over for before voting begins (A-VOTE-07, C-VOTE-04)."""

    VENUE = "venue_ready", _("The place is arranged")
    SECRET_BOOTH = "secret_booth", _("A place to write in secret")
    WRITING_PLACE = "public_writing_place", _("A place where others write for a voter")
    ISSUING_DESK = "issuing_desk", _("A desk where voters are checked and take ballots")
    BOX_PLACE = "box_in_view", _("The box stands in view of all")
    ROLL = "roll_at_hand", _("Roll and list of proxies are at hand")
    PRESENCE = "township_staff", _("Those sent by the township are there")


class InvalidScope(TextChoices):
    """What is declared invalid."""

    WHOLE = "whole", _("The whole result")
    PERSON = "person", _("One person’s election")


class InvalidGround(TextChoices):
    """Why a result or an election is declared invalid (A-RES-02, A-RES-04, A-NEG-11)."""

    METHOD = "election_method_violated", _("The election method was violated")
    PROCEDURE = "unlawful_procedure", _("The procedure was unlawful")
    WRITE_IN = "write_in_unqualified", _("Written in, and does not meet the conditions for candidates")
    BARRED = "negative_list", _("On the negative list")
    COMPETITION = "improper_competition", _("Improper competition")
    VIOLENCE = "violence", _("Violence")
    THREATS = "threats", _("Threats")
    DECEIT = "deceit", _("Deceit")
    BRIBERY = "bribery", _("Bribery")
    FORGED = "forged_ballots", _("Forged ballots")
    FALSE_COUNT = "false_counts", _("Votes falsely counted")
    OBJECTION = "objection_upheld", _("An objection to the notice was upheld: not approved")
    RELATIVE = "gave_way", _("Gave way to a relative: the seat is empty")
