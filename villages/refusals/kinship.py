from typing import ClassVar

from accounts.refusals import Refusal


class KinOfOneself(Refusal):
    """Both ends of a bond are the same person."""

    code: ClassVar[str] = "kin_of_oneself"


class KinKnown(Refusal):
    """The bond is on record already, by the household register or by hand; `data.source` says which."""

    code: ClassVar[str] = "kin_known"


class KinContradicts(Refusal):
    """The bond cannot be beside one on record: a parent of one's own parent, a brother who is the father."""

    code: ClassVar[str] = "kin_contradicts"


class KinMarried(Refusal):
    """One of the two has a spouse on record."""

    code: ClassVar[str] = "kin_married"


class KinTooYoung(Refusal):
    """A parent would not be older than the child."""

    code: ClassVar[str] = "kin_too_young"


class KinOdd(Refusal):
    """The bond is unlikely, and was not confirmed; `data.odd` says what is odd about it."""

    code: ClassVar[str] = "kin_odd"


class KinGone(Refusal):
    """The bond was taken away meanwhile."""

    code: ClassVar[str] = "kin_gone"
