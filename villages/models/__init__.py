from villages.models.household import Group, Household
from villages.models.party import Cadre, PartyMember
from villages.models.resident import Resident
from villages.models.village import Division, Village

__all__ = ["Cadre", "Division", "Group", "Household", "PartyMember", "Resident", "Village"]
