from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


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


class Post(TextChoices):
    SECRETARY = "secretary", _("Secretary")
    PARTY_DEPUTY = "party_deputy", _("Deputy secretary")
    PARTY_MEMBER = "party_member", _("Party committee member")
    CHAIR = "chair", _("Director")
    DEPUTY = "deputy", _("Deputy director")
    MEMBER = "member", _("Member")
