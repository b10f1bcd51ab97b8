from accounts.models.office import Office
from accounts.models.user import User

__all__ = ["Office", "User"]
