from accounts.models.feed import FeedLink
from accounts.models.kept_input import KeptInput
from accounts.models.office import Office
from accounts.models.user import User

__all__ = ["FeedLink", "KeptInput", "Office", "User"]
