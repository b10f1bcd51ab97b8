from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef

from accounts.models import KeptInput, User
from accounts.queries.fixed import Among, FixedModels

_officers = FixedModels(
    lambda users: User.objects.filter(Among("pk", users)).annotate(
        keeps=Exists(KeptInput.objects.filter(user=OuterRef("pk")))
    )
)


class OfficerBackend(ModelBackend):
    """Password sign-in. Demo officers exist only where the settings allow them."""

    def user_can_authenticate(self, user: User | AnonymousUser | None) -> bool:
        if isinstance(user, User) and user.is_demo and not settings.DEMO_SIGN_IN:
            return False
        return super().user_can_authenticate(user)

    def get_user(self, user_id: int) -> User | None:
        """The officer of a session, who also knows whether any input is kept (`keeps`): most have none to look up."""
        found = _officers.first([user_id])
        return found if found is not None and self.user_can_authenticate(found) else None

    def has_perm(self, user_obj: object, perm: str, obj: object = None) -> bool:
        return False
