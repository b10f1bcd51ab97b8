"""Levels of schooling: the words of the household register and the levels that rulebooks demand."""

from django.utils.translation import gettext_lazy as _

LEVELS = ("primary", "junior_high", "senior_high", "junior_college", "university")
NAMES = {
    "primary": _("primary school"),
    "junior_high": _("junior high school"),
    "senior_high": _("senior high school"),
    "junior_college": _("junior college"),
    "university": _("university"),
}
REGISTER_WORDS: dict[str, str] = {
    **dict.fromkeys(("文盲", "未上过学", "扫盲班", "小学"), "primary"),
    **dict.fromkeys(("初中", "初级中学"), "junior_high"),
    **dict.fromkeys(("高中", "中专", "中职", "职高", "技校", "中技"), "senior_high"),
    **dict.fromkeys(("大专", "专科", "高职"), "junior_college"),
    **dict.fromkeys(("本科", "大学", "研究生", "硕士", "博士"), "university"),
}


def reaches(education: str, demanded: str) -> bool | None:
    """Whether schooling in the register's words reaches a rulebook's level; None for words nobody knows."""
    level = REGISTER_WORDS.get(education.strip())
    return None if level is None else LEVELS.index(level) >= LEVELS.index(demanded)


def spoken(education: str) -> str:
    """Schooling in the active language; the register's own word where it is not known."""
    level = REGISTER_WORDS.get(education.strip())
    return str(NAMES[level]) if level else education or "—"


def level_name(level: str) -> str:
    """A rulebook's level in the active language."""
    return str(NAMES[level])
