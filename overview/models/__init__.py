from overview.models.digest import Digest

__all__ = ["Digest"]
