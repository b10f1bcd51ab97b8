"""One spelling of a name, so that two ways of typing it compare equal."""

import re
import unicodedata

# A minority name is written with a dot between its parts; input methods offer several.
DOTS = "·•‧∙⋅・･᛫．"
_DOT = re.compile(f"[{DOTS}]")
_NOTE = re.compile(r"[(（][^()（）]*[)）]")


def plain(name: str) -> str:
    """The name in NFC without white space: `plain(" 张 伟 ") == "张伟"`."""
    return "".join(unicodedata.normalize("NFC", name).split())


def parts(name: str) -> list[str]:
    """The parts of a name between its dots, without a bracketed note such as （女，回族）."""
    return [part for part in _DOT.split(_NOTE.sub("", plain(name))) if part]
