from django.db import transaction

from accounts.enums import Role
from accounts.exempt import ungated
from accounts.models import Office, User


@ungated("Officers and their offices stand before and outside every election.")
def add_officer(
    *,
    username: str,
    name: str,
    role: Role,
    scope: str,
    title: str,
    encoded: str,
    department: str = "",
    demo: bool = False,
) -> User:
    """A user with one office. `encoded` is the password as Django's make_password gives it.

    A department's office names the `department` by its key in the rulebook, no other does. Demo officers can sign in
    only where the settings allow it.
    """
    with transaction.atomic():
        user = User.objects.create(username=username, password=encoded, name=name, is_demo=demo)
        Office.objects.create(user=user, role=role, scope=scope, title=title, department=department)
    return user
