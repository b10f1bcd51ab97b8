from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser

from accounts.models import User


class OfficerBackend(ModelBackend):
    """Password sign-in. Demo officers exist only where the settings allow them."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if isinstance(user, User) and user.is_demo and not settings.DEMO_SIGN_IN:
            return False
        return super().user_can_authenticate(user)

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False
