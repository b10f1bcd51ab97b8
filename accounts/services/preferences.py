from accounts.exempt import ungated
from accounts.models import User


@ungated("An officer's own address; nothing of an election.")
def set_preferences(*, by: User, email: str, wants_digest: bool) -> None:
    """Keep where the officer's messages go, and whether any go out."""
    User.objects.filter(pk=by.pk).update(email=email, wants_digest=wants_digest)
