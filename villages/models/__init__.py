from villages.models.household import Group, Household
from villages.models.kinship import KinTie
from villages.models.officer import OfficerPerson
from villages.models.party import Appraisal, Audit, Cadre, PartyGroup, PartyMember, PartyOrganisation
from villages.models.resident import Resident
from villages.models.upload import RegisterFault, RegisterUpload, StagedResident, StagedRow
from villages.models.village import Division, Succession, Village

__all__ = [
    "Appraisal",
    "Audit",
    "Cadre",
    "Division",
    "Group",
    "Household",
    "KinTie",
    "OfficerPerson",
    "PartyGroup",
    "PartyMember",
    "PartyOrganisation",
    "RegisterFault",
    "RegisterUpload",
    "Resident",
    "StagedResident",
    "StagedRow",
    "Succession",
    "Village",
]
