"""Names within sentences: as written in Chinese, in pinyin in English, decided when the sentence is told."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from villages.names.pinyin import romanise


def _told(name: str) -> str:
    return name if (get_language() or "zh").startswith("zh") else romanise(name)


told_name = lazy(_told, str)
