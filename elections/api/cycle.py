from rest_framework.request import Request
from rest_framework.response import Response

from accounts.api.view import OfficersView, described
from accounts.refusals import NotThere
from elections.api.shapes import CycleShape


class CycleView(OfficersView):
    """The cycle that the officer works in."""

    access_rule = ("today.view", None)

    @described("cycle", "The cycle, its rulebook in force and its clock", gives=CycleShape)
    def get(self, request: Request) -> Response:
        if request.cycle is None:
            raise NotThere
        return Response(CycleShape(request.cycle, context={"now": request.now}).data)
