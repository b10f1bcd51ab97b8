"""Where a surname ends, and how it is read where the reading differs from the character's usual one."""

from villages.names.plain import parts

# Compound surnames in use today. Those whose first character is a far commoner surname by itself, so that the
# second is nearly always the beginning of the given name (宗政, 梁丘, 段干), are left out.
COMPOUND: dict[str, tuple[str, ...]] = {
    "欧阳": ("ou", "yang"),
    "太史": ("tai", "shi"),
    "端木": ("duan", "mu"),
    "上官": ("shang", "guan"),
    "司马": ("si", "ma"),
    "东方": ("dong", "fang"),
    "独孤": ("du", "gu"),
    "南宫": ("nan", "gong"),
    "万俟": ("mo", "qi"),
    "闻人": ("wen", "ren"),
    "夏侯": ("xia", "hou"),
    "诸葛": ("zhu", "ge"),
    "尉迟": ("yu", "chi"),
    "公羊": ("gong", "yang"),
    "赫连": ("he", "lian"),
    "澹台": ("tan", "tai"),
    "皇甫": ("huang", "fu"),
    "濮阳": ("pu", "yang"),
    "公冶": ("gong", "ye"),
    "申屠": ("shen", "tu"),
    "公孙": ("gong", "sun"),
    "慕容": ("mu", "rong"),
    "钟离": ("zhong", "li"),
    "长孙": ("zhang", "sun"),
    "宇文": ("yu", "wen"),
    "司徒": ("si", "tu"),
    "鲜于": ("xian", "yu"),
    "司空": ("si", "kong"),
    "闾丘": ("lü", "qiu"),
    "令狐": ("ling", "hu"),
    "轩辕": ("xuan", "yuan"),
    "亓官": ("qi", "guan"),
    "拓跋": ("tuo", "ba"),
    "呼延": ("hu", "yan"),
    "淳于": ("chun", "yu"),
    "仲孙": ("zhong", "sun"),
    "完颜": ("wan", "yan"),
    "西门": ("xi", "men"),
    "东郭": ("dong", "guo"),
    "颛孙": ("zhuan", "sun"),
}

# Single surnames read otherwise than the character in common words.
READINGS: dict[str, str] = {
    "单": "shan",
    "仇": "qiu",
    "解": "xie",
    "曾": "zeng",
    "查": "zha",
    "区": "ou",
    "朴": "piao",
    "盖": "ge",
    "覃": "qin",
    "缪": "miao",
    "翟": "zhai",
    "员": "yun",
    "贠": "yun",
    "黑": "he",
    "种": "chong",
    "折": "she",
    "洗": "xian",
    "句": "gou",
    "召": "shao",
    "祭": "zhai",
    "薄": "bo",
    "繁": "po",
    "卜": "bu",
    "乐": "yue",
    "秘": "bi",
    "能": "nai",
    "郇": "xun",
    "都": "du",
    "么": "yao",
    "佴": "nai",
    "阚": "kan",
    "乜": "nie",
}


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name of a Han name: `("欧阳", "修")`, `("王", "毅")`.

    A name with a dot has no surname in this sense: it is all given name. Two characters are always surname
    and given name, also when they look like a compound surname.
    """
    pieces = parts(name)
    whole = "".join(pieces)
    if len(pieces) > 1 or not whole:
        return "", whole
    length = 2 if len(whole) > 2 and whole[:2] in COMPOUND else 1
    return whole[:length], whole[length:]
