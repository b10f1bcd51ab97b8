from accounts.exempt import ungated
from accounts.models import User


@ungated("An officer's own language; nothing of an election.")
def choose_language(*, by: User, language: str) -> None:
    """Keep the officer's language for the next sign-in, on whatever machine."""
    User.objects.filter(pk=by.pk).update(language=language)
