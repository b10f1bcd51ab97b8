from accounts.enums import Role
from accounts.models import User


def clerks_of(code: str) -> list[User]:
    """The clerks of this very place, by name of account."""
    return list(
        User.objects.filter(is_active=True, offices__role=Role.VILLAGE_CLERK, offices__scope=code)
        .order_by("username")
        .distinct()
    )


def officer_named(username: str) -> User | None:
    """The officer with this account, unless it is closed."""
    return User.objects.filter(is_active=True, username=username).first()
