from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.base_user import AbstractBaseUser


class OfficerBackend(ModelBackend):
    """Password sign-in. Demo officers exist only where the settings allow them."""

    def user_can_authenticate(self, user: AbstractBaseUser | None) -> bool:
        if user is not None and getattr(user, "is_demo", False) and not settings.DEMO_SIGN_IN:
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: int) -> AbstractBaseUser | None:
        user = super().get_user(user_id)
        return user if self.user_can_authenticate(user) else None

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False
