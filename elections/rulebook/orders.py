"""In which order names stand on a list or a ballot."""

from typing import Literal

# By votes, or by strokes: 姓氏笔画 (Party congresses) or 姓名笔画 (people's congresses).
NameOrder = Literal["votes", "surname_strokes", "name_strokes"]
