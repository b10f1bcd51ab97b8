"""Names for synthetic people: common ones by weight, some rare characters, some minority names."""

from random import Random

from villages.enums import Sex

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔"
    "钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
)
LOCAL_SURNAMES = "旷成谭肖彭罗刘陈王李阳廖欧文宾康聂"
COMPOUND_SURNAMES = ("欧阳", "上官", "司马", "诸葛")
GIVEN_M = "建国军伟强勇杰涛明超辉鹏华飞平刚波斌俊峰志海文林松成光荣德福贵春生东亮毅宏金根长泽立新小云"
GIVEN_F = "秀英丽芳敏静娟艳玲桂兰红梅霞燕萍莉琴珍凤香玉美华春菊云莲淑慧小翠月娥金花爱连友雪婷"
RARE_NAMES = ("王𬱖", "李䶮", "陈㛃", "刘𫖯", "张珺琨", "谭喆睿", "彭垚", "罗𣲗")
MINORITY_NAMES = ("买买提·吐尔逊", "阿依古丽·艾合买提", "古丽娜尔·阿不都", "次仁·多吉", "阿依努尔·买买提")


def synthetic_name(random: Random, sex: str) -> str:
    """A full name for a person of this sex; about one in 250 has a rare character or is a minority name."""
    chance = random.random()
    if chance < 0.002:
        return random.choice(RARE_NAMES)
    if chance < 0.004:
        return random.choice(MINORITY_NAMES)
    return family_name(random) + given_name(random, sex)


def family_name(random: Random) -> str:
    """A surname, more often one of those common in the county."""
    chance = random.random()
    if chance < 0.004:
        return random.choice(COMPOUND_SURNAMES)
    return random.choice(LOCAL_SURNAMES if chance < 0.45 else SURNAMES)


def given_name(random: Random, sex: str) -> str:
    """One or, mostly, two characters."""
    pool = GIVEN_M if sex == Sex.MALE else GIVEN_F
    first = random.choice(pool)
    return first if random.random() < 0.18 else first + random.choice(pool)
