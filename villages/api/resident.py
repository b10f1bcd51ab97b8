"""The registers, read: people masked as on the pages. A full number is shown to a person on a page, never here."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from accounts.templatetags.interface import mask_id
from villages.enums import Leaving, Sex
from villages.models import Resident
from villages.queries.resident import Found, household_of, resident_in, search

WORDS = [
    OpenApiParameter("q", str, description="Name, pinyin or initials, household number, last four places"),
    OpenApiParameter("after", str, description="Where the page begins: `after` of the page before"),
]


class ResidentShape(serializers.Serializer[Any]):
    """A person of a register; of the identity number only the last four places."""

    id = serializers.IntegerField(source="pk")
    village = serializers.CharField(source="village_id")
    group = serializers.IntegerField(source="group.number")
    household = serializers.CharField(source="household.number")
    relation = serializers.CharField()
    name = serializers.CharField()
    sex = serializers.ChoiceField(Sex.choices)
    birth_date = serializers.DateField()
    nation = serializers.CharField()
    education = serializers.CharField()
    lives_here = serializers.BooleanField()
    registered_here = serializers.BooleanField()
    registered_at = serializers.CharField()
    residence_since = serializers.DateField(allow_null=True)
    left_on = serializers.DateField(allow_null=True)
    left_why = serializers.ChoiceField(Leaving.choices, allow_blank=True)
    identity_number = serializers.SerializerMethodField()

    def get_identity_number(self, person: Resident) -> str:
        return mask_id(person.id_last4)


class ResidentsShape(serializers.Serializer[Any]):
    """A page of people; `after` begins the next one, empty at the end."""

    people = ResidentShape(many=True)
    after = serializers.CharField(allow_blank=True)


class OneResidentShape(ResidentShape):
    """A person with the others of the household."""

    with_whom = serializers.SerializerMethodField()

    def get_with_whom(self, person: Resident) -> list[int]:
        return [other.pk for other in household_of(person)]


class ResidentsView(OfficersView):
    access_rule = ("register.view", None)

    @extend_schema(parameters=WORDS)
    @described("residents", "The people in the registers of the officer's scope", gives=ResidentsShape)
    def get(self, request: Request) -> Response:
        return Response(ResidentsShape(_found(request)).data)


class VillageResidentsView(OfficersView):
    access_rule = ("register.view", "village_code")

    @extend_schema(parameters=WORDS)
    @described("village_residents", "The register of one place", gives=ResidentsShape)
    def get(self, request: Request, village_code: str) -> Response:
        return Response(ResidentsShape(_found(request, village_code)).data)


class ResidentView(OfficersView):
    access_rule = ("register.view", "village_code")

    @described("resident", "One person of a register", gives=OneResidentShape)
    def get(self, request: Request, village_code: str, pk: int) -> Response:
        person = resident_in(village_code, pk)
        if person is None:
            raise NotThere
        return Response(OneResidentShape(person).data)


def _found(request: Request, place: str = "") -> Found:
    asked = request.query_params
    return search(request.user, asked.get("q", ""), place=place, after=asked.get("after", ""))
