from django.contrib.auth.hashers import make_password

from accounts.enums import Role
from accounts.models import User
from accounts.services.officer import add_officer
from overview.templatetags.demo import by_desk
from tests.cast import TOWNSHIP, VILLAGE


def demo(role: Role, scope: str) -> User:
    return add_officer(
        username=role.value,
        name="刘桂花",
        role=role,
        scope=scope,
        title=role.label,
        encoded=make_password("a-long-password"),
        demo=True,
    )


def test_offices_stand_first_and_villages_by_name_after_them(village, django_assert_num_queries) -> None:
    clerk, office, teller = (
        demo(Role.VILLAGE_CLERK, VILLAGE),
        demo(Role.TOWNSHIP_OFFICE, TOWNSHIP),
        demo(Role.TELLER, VILLAGE),
    )
    officers = User.objects.prefetch_related("offices").order_by("pk")
    with django_assert_num_queries(3):
        desks = by_desk(officers)
    assert [(desk.name, desk.officers) for desk in desks] == [("", [office]), ("棠兴村", [clerk, teller])]
