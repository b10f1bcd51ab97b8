from hashlib import sha256

from accounts.models import FeedLink, User


def digest_of(token: str) -> str:
    """What is kept of a token: SHA-256, hex."""
    return sha256(token.encode()).hexdigest()


def officer_of(token: str) -> User | None:
    """The active officer whose link bears this token, or None."""
    return User.objects.filter(feed__digest=digest_of(token), is_active=True).first()


def feed_link_of(user: User) -> FeedLink | None:
    """The officer's link, or None."""
    return FeedLink.objects.filter(user=user).first()
