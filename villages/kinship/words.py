"""The words by which a household register tells how a person stands to the head (与户主关系), read as chains of bonds."""

import re
import unicodedata
from typing import Literal, NamedTuple

HEAD = "户主"
MALE, FEMALE, UNKNOWN = "M", "F", ""

Kin = Literal["spouse", "parent", "child", "sibling"]


class Hop(NamedTuple):
    """One bond of a chain: what the next person is to the one before, and of which sex (empty: not said)."""

    kin: Kin
    sex: str = UNKNOWN


Hops = tuple[Hop, ...]

SPOUSE = Hop("spouse")
FATHER, MOTHER = Hop("parent", MALE), Hop("parent", FEMALE)
SON, DAUGHTER = Hop("child", MALE), Hop("child", FEMALE)
BROTHER, SISTER = Hop("sibling", MALE), Hop("sibling", FEMALE)
PARENT, CHILD, SIBLING = Hop("parent"), Hop("child"), Hop("sibling")

CHAINS: dict[Hops, str] = {
    (): "户主 本人 户主本人 本人或户主",
    (SPOUSE,): "配偶 妻 妻子 夫 丈夫 爱人 之妻 之夫",
    (SON,): "子 儿子 男 独生子 养子",
    (DAUGHTER,): "女 女儿 独生女 养女",
    (CHILD,): "子女 孩子 养子女",
    (FATHER,): "父 父亲 养父",
    (MOTHER,): "母 母亲 养母",
    (PARENT,): "父母",
    (BROTHER,): "兄 弟 哥 哥哥 弟弟 兄弟 兄长 胞兄 胞弟",
    (SISTER,): "姐 妹 姐姐 妹妹 姐妹 胞姐 胞妹",
    (SIBLING,): "兄弟姐妹 兄弟姊妹",
    (SPOUSE, SON): "继子",
    (SPOUSE, DAUGHTER): "继女",
    (SPOUSE, CHILD): "继子女",
    (MOTHER, SPOUSE): "继父",
    (FATHER, SPOUSE): "继母",
    (SPOUSE, FATHER): "岳父 公公 丈人 家公",
    (SPOUSE, MOTHER): "岳母 婆婆 丈母娘 家婆",
    (SPOUSE, BROTHER): "内兄 内弟 妻兄 妻弟 大伯子 小叔子",
    (SPOUSE, SISTER): "妻姐 妻妹 姨姐 姨妹 大姑子 小姑子",
    (SON, SPOUSE): "儿媳 媳 媳妇 儿媳妇",
    (DAUGHTER, SPOUSE): "女婿 婿",
    (SON, SON): "孙 孙子 长孙",
    (SON, DAUGHTER): "孙女 长孙女",
    (SON, CHILD): "孙子女",
    (DAUGHTER, SON): "外孙 外孙子",
    (DAUGHTER, DAUGHTER): "外孙女",
    (DAUGHTER, CHILD): "外孙子女",
    (SON, SON, SPOUSE): "孙媳 孙媳妇 孙儿媳",
    (SON, DAUGHTER, SPOUSE): "孙女婿 孙婿",
    (DAUGHTER, SON, SPOUSE): "外孙媳 外孙媳妇",
    (DAUGHTER, DAUGHTER, SPOUSE): "外孙女婿",
    (SON, SON, SON): "曾孙 曾孙子",
    (SON, SON, DAUGHTER): "曾孙女",
    (FATHER, FATHER): "祖父 爷爷",
    (FATHER, MOTHER): "祖母 奶奶",
    (MOTHER, FATHER): "外祖父 外公 姥爷",
    (MOTHER, MOTHER): "外祖母 外婆 姥姥",
    (FATHER, FATHER, FATHER): "曾祖父",
    (FATHER, FATHER, MOTHER): "曾祖母",
    (BROTHER, SPOUSE): "嫂 嫂子 嫂嫂 弟媳 弟媳妇 弟妹 弟妇",
    (SISTER, SPOUSE): "姐夫 妹夫",
    (BROTHER, SON): "侄 侄子 侄儿",
    (BROTHER, DAUGHTER): "侄女",
    (SISTER, SON): "外甥 外甥子",
    (SISTER, DAUGHTER): "外甥女",
    (FATHER, BROTHER): "伯 伯父 叔 叔父 叔叔 伯伯",
    (FATHER, BROTHER, SPOUSE): "伯母 婶 婶母 婶婶",
    (FATHER, SISTER): "姑 姑母 姑妈 姑姑",
    (FATHER, SISTER, SPOUSE): "姑父 姑丈",
    (MOTHER, BROTHER): "舅 舅父 舅舅",
    (MOTHER, BROTHER, SPOUSE): "舅母 舅妈",
    (MOTHER, SISTER): "姨 姨母 姨妈",
    (MOTHER, SISTER, SPOUSE): "姨父 姨丈",
    (FATHER, BROTHER, SON): "堂兄 堂弟 堂兄弟",
    (FATHER, BROTHER, DAUGHTER): "堂姐 堂妹 堂姐妹",
}
WORDS: dict[str, Hops] = {word: hops for hops, words in CHAINS.items() for word in words.split()}

# 长子, 次女, 小儿媳, 二弟, 大姐, 三孙: the number tells one of several apart and changes no kinship.
ORDINALS = {
    name: str(at) for at, names in enumerate(("长大", "次二", *"三四五六七八九"), 1) for name in names
}
ORDINALS |= {"小": "last", "幺": "last", "末": "last"}
NUMBERED = re.compile(
    rf"([{''.join(ORDINALS)}])(子|女|儿子|女儿|儿|媳|儿媳|媳妇|儿媳妇|婿|女婿|孙|孙子|孙女|外孙|外孙子|外孙女"
    r"|哥|弟|姐|妹|兄|弟媳|嫂|姐夫|妹夫|侄|侄子|侄女|外甥|外甥女|伯|叔|姑|舅|姨)"
)


def hops_of(word: str) -> Hops | None:
    """The chain of bonds from the head to the person; empty for the head, None for a word that tells no kinship.

    Other relatives, lodgers and words that are not known (其他, 非亲属, 保姆) give None.
    """
    word = "".join(unicodedata.normalize("NFKC", word).split())
    if word in WORDS:
        return WORDS[word]
    numbered = NUMBERED.fullmatch(word)
    return WORDS.get({"儿": "儿子"}.get(numbered[2], numbered[2])) if numbered else None


def ordinal_of(word: str) -> str:
    """Which of several a word means: 长子 and 长媳 belong together. Empty where it does not say."""
    numbered = NUMBERED.fullmatch("".join(unicodedata.normalize("NFKC", word).split()))
    return ORDINALS[numbered[1]] if numbered else ""
