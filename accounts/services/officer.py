from django.db import transaction

from accounts.enums import Role
from accounts.models import Office, User


def add_officer(
    *, username: str, name: str, role: Role, scope: str, title: str, password: str | None, demo: bool = False
) -> User:
    """A user with one office; without a password nobody can sign in as the user. Demo officers can sign in only where the settings allow it."""
    with transaction.atomic():
        user = User.objects.create_user(username, password, name=name, is_demo=demo)
        Office.objects.create(user=user, role=role, scope=scope, title=title)
    return user
