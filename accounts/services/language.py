from accounts.models import User


def choose_language(*, by: User, language: str) -> None:
    """Keep the officer's language for the next sign-in, on whatever machine."""
    User.objects.filter(pk=by.pk).update(language=language)
