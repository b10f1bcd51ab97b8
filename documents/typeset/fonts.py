"""The fonts of the papers, in the order in which a character is looked for."""

import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# 小标宋 and 仿宋 have no free font that holds every name: Noto Serif CJK SC stands for both. What it lacks
# (most of CJK Extension B) is in Hanazono. Debian: fonts-noto-cjk, fonts-hanazono.
SERIF = ("Noto Serif CJK SC", "HanaMinA", "HanaMinB")
SANS = ("Noto Sans CJK SC", *SERIF)


@dataclass(frozen=True, slots=True)
class FontFile:
    """One face of a font file; `face` is its place in a collection."""

    path: Path
    face: int


@cache
def font_file(family: str) -> FontFile | None:
    """The regular face of an installed family, or None when fontconfig has to put another in its place."""
    answer = subprocess.run(
        ["fc-match", "--format=%{family}\t%{file}\t%{index}", family],
        capture_output=True,
        check=True,
        text=True,
        timeout=30,
    )
    names, path, index = answer.stdout.split("\t")
    if family not in names.split(","):
        return None
    return FontFile(Path(path), int(index) & 0xFFFF)


def absent_families() -> list[str]:
    """Families of the chain that this machine lacks."""
    return [family for family in dict.fromkeys(SANS + SERIF) if font_file(family) is None]


def font_style() -> str:
    """The style sheet that names the chain, so that the check and the paper never differ."""
    serif, sans = (", ".join(f'"{name}"' for name in chain) for chain in (SERIF, SANS))
    return f"html {{ font-family: {serif} }}\n.sans {{ font-family: {sans} }}\n"
