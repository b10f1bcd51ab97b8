from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class RegisterAct(StrEnum):
    """What the ledger remembers of the registers, by the ledger's own names."""

    LOADED = "register.loaded"
    CHANGED = "register.changed"
    EXPORTED = "register.exported"
    ID_SEEN = "register.id_seen"
    KIN_RECORDED = "kin.recorded"
    OFFICER_LINKED = "officer.linked"
    PLACE_CHANGED = "place.changed"
    PLACE_MERGED = "place.merged"


class ListKind(TextChoices):
    """The lists of a place that come in as a sheet."""

    REGISTER = "register", _("Household register")
    PARTY = "party", _("Party members")
    CADRES = "cadres", _("Posts held")
    AUDITS = "audits", _("Audits")


class Level(TextChoices):
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township")


class VillageKind(TextChoices):
    VILLAGE = "village", _("Village")
    COMMUNITY = "community", _("Community")


class Sex(TextChoices):
    MALE = "M", _("Male")
    FEMALE = "F", _("Female")


class Body(TextChoices):
    """The bodies whose posts people hold or stand for."""

    PARTY = "party", _("Party organisation")
    COMMITTEE = "committee", _("Villagers' or residents' committee")
    SUPERVISORY = "supervisory", _("Supervisory committee")
    GROUP_LEADERS = "group_leaders", _("Group leaders")
    COUNCIL = "council", _("Deliberative council")
    REPRESENTATIVES = "representatives", _("Representatives")


class Post(TextChoices):
    SECRETARY = "secretary", _("Secretary")
    PARTY_DEPUTY = "party_deputy", _("Deputy secretary")
    PARTY_MEMBER = "party_member", _("Party committee member")
    CHAIR = "chair", _("Director")
    DEPUTY = "deputy", _("Deputy director")
    MEMBER = "member", _("Member")
    WOMAN_MEMBER = "woman_member", _("Member, the women's post")
    HEAD_SUPERVISOR = "head_supervisor", _("Head of the supervisory committee")
    SUPERVISOR = "supervisor", _("Member of the supervisory committee")
    GROUP_LEADER = "group_leader", _("Group leader")
    CONVENER = "convener", _("Convener of the council")
    COUNCILLOR = "councillor", _("Member of the council")
    REPRESENTATIVE = "representative", _("Representative")


class Duty(TextChoices):
    """What somebody of the Party organisation is charged with beside the post."""

    DISCIPLINE = "discipline", _("Discipline commissioner")


POSTS_OF: dict[str, tuple[Post, ...]] = {
    Body.PARTY: (Post.SECRETARY, Post.PARTY_DEPUTY, Post.PARTY_MEMBER),
    Body.COMMITTEE: (Post.CHAIR, Post.DEPUTY, Post.MEMBER, Post.WOMAN_MEMBER),
    Body.SUPERVISORY: (Post.HEAD_SUPERVISOR, Post.SUPERVISOR),
    Body.GROUP_LEADERS: (Post.GROUP_LEADER,),
    Body.COUNCIL: (Post.CONVENER, Post.COUNCILLOR),
    Body.REPRESENTATIVES: (Post.REPRESENTATIVE,),
}
# The bodies whose members are the village's cadres (“两委”).
TWO_COMMITTEES = (Body.PARTY, Body.COMMITTEE)
BODY_OF: dict[str, Body] = {post: Body(body) for body, posts in POSTS_OF.items() for post in posts}


class Complexity(TextChoices):
    """How hard an election here is expected to be (选情)."""

    PLAIN = "plain", _("Ordinary")
    COMPLEX = "complex", _("Complex")


class SuccessionKind(TextChoices):
    """How one place became another."""

    MERGED = "merged", _("Merged")
    RECODED = "recoded", _("Given another code")


class Leaving(TextChoices):
    """Why a person no longer stands in a register."""

    DIED = "died", _("Died")
    MOVED = "moved", _("Registration moved away")
    ERROR = "error", _("Entered in error")


class Departure(TextChoices):
    """Why a member is no more on the list of a place's Party members."""

    MOVED = "moved", _("Moved to another organisation")
    ENDED = "ended", _("No Party member any more")


class Tie(TextChoices):
    """A bond between two persons from which every kinship is worked out; `first` is the … of `second`."""

    SPOUSE = "spouse", _("Spouse")
    PARENT = "parent", _("Parent")
    SIBLING = "sibling", _("Sibling")


class Relation(TextChoices):
    """What one person is to another, by the codes of the rulebooks (villages.kinship)."""

    SPOUSE = "spouse", _("Spouse")
    PARENT = "parent", _("Parent")
    CHILD = "child", _("Child")
    SIBLING = "sibling", _("Sibling")
    PATERNAL_GRANDPARENT = "paternal_grandparent", _("Paternal grandparent")
    MATERNAL_GRANDPARENT = "maternal_grandparent", _("Maternal grandparent")
    SONS_CHILD = "sons_child", _("Child of a son")
    DAUGHTERS_CHILD = "daughters_child", _("Child of a daughter")
    LINEAL = "lineal", _("Further ancestor or descendant")
    COLLATERAL = "collateral_three_generations", _("Collateral blood relative within three generations")
    CLOSE_IN_LAW = "close_in_law", _("Close in-law")


class OrganisationKind(TextChoices):
    BRANCH = "branch", _("Party branch")
    GENERAL_BRANCH = "general_branch", _("Party general branch")
    COMMITTEE = "committee", _("Grassroots Party committee")


class GroupBasis(TextChoices):
    """By what the members of a place are divided into Party groups (A-ORG-05)."""

    WHERE = "where", _("By where they live")
    OCCUPATION = "occupation", _("By occupation")
    INTEREST = "interest", _("By interests")


class Discipline(TextChoices):
    """Party discipline in force (党纪处分)."""

    NONE = "", pgettext_lazy("discipline", "None")
    WARNING = "warning", pgettext_lazy("discipline", "Warning")
    SERIOUS_WARNING = "serious_warning", _("Serious warning")
    REMOVED = "removed", _("Removal from Party posts")
    PROBATION = "probation", _("Probation within the Party")
    EXPELLED = "expelled", _("Expelled")


class Grade(TextChoices):
    """Outcome of a yearly appraisal of a cadre."""

    EXCELLENT = "excellent", _("Excellent")
    COMPETENT = "competent", _("Competent")
    BASIC = "basic", _("Basically competent")
    INCOMPETENT = "incompetent", _("Incompetent")


class AuditState(TextChoices):
    NOT_BEGUN = "not_begun", _("Not begun")
    UNDER_WAY = "under_way", _("Under way")
    DONE = "done", _("Done")
