from django.conf import settings

from accounts.models import User


def demo_officers() -> list[User]:
    """The officers of the demo with their offices, where the settings let them in; none elsewhere."""
    if not settings.DEMO_SIGN_IN:
        return []
    return list(User.objects.filter(is_demo=True, is_active=True).prefetch_related("offices").order_by("pk"))
