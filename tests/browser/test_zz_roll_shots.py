from datetime import date
import pytest
from django.conf import settings
settings.LOCALE_PATHS=["/tmp/rolloc", *settings.LOCALE_PATHS]
from django.utils.translation import trans_real; trans_real._translations.clear(); trans_real._default=None
from elections.services.cycle import move_clock
from documents.services import job as jobs
from tests.voting.roll_fixtures import *
from tests.voting.roll_fixtures import launched
from tests.voting.roll_sheets import row, id_number
from tests.cast import VILLAGE, at
pytestmark=[pytest.mark.django_db(transaction=True)]
NAMES="王桂英 刘长根 李秀兰 陈建国 彭宏伟 谭国安 周小平 唐春梅 罗志勇 阿依古丽·买买提 㛃娜 欧阳修文".split()
def rows(n, off=0):
    return [row(2*i, id=id_number(date(1950+i%50,1+i%12,1+i%28),2*i), birth="", name=NAMES[i%12], group=i%3+1, household=str(1000+i//3), **({"category":"2","statement":"微信表示参加"} if i%9==0 else {})) for i in range(off, n)]
def test_shots(window, clerk, township, launched, monkeypatch):
    monkeypatch.setattr(jobs,"ring",lambda i: None)
    move_clock(by=township, cycle=launched.cycle, to=PUBLISHING)
    base=f"/villages/{VILLAGE}/roll/"
    shots=[]
    def shoot(name, path):
        for w,l in ((1366,"zh-hans"),(390,"zh-hans"),(1366,"en")):
            clerk.language=l; clerk.save()
            p=window(clerk,w,l); p.goto(path); p.wait_for_load_state("networkidle"); p.screenshot(path=f"/tmp/shots/{name}-{w}-{l}.png",full_page=True)
            over=p.evaluate("document.documentElement.scrollWidth-document.documentElement.clientWidth")
            errs=over
            if over>0: print(name,w,l,"overflow",over)
            p.context.close()
    shoot("none",base)
    shoot("send",base+"upload/")
    u=send(clerk,launched,*rows(40)); 
    shoot("checking",f"{base}uploads/{u.pk}/")
    bad=rows(40); bad[3]["id"]=4.3e17; bad[5]["name"]=""; bad[7]["id"]=bad[2]["id"]; bad[9]["group"]="桥边"; bad[11]["category"]="3"; bad[12]["birth"]="1990-01-01"; bad[13]["name"]="王1英"; bad[14]["id"]=bad[14]["id"][:-1]
    f=check(send(clerk,launched,*bad)); shoot("faulty",f"{base}uploads/{f.pk}/")
    u=check(send(clerk,launched,*rows(130), row(998,not_registered="多方联系未果",category=""))); shoot("first",f"{base}uploads/{u.pk}/")
    draft(clerk,launched,*rows(130), row(998,not_registered="多方联系未果",category=""))
    shoot("draft",base); shoot("publish",base+"publish/")
    new=rows(150,3); new[0]["group"]=2; new[1]["name"]="李秀莲"; new[2]["name"]="王1英"
    u=check(send(clerk,launched,*new)); shoot("ready",f"{base}uploads/{u.pk}/")
    from voting.queries.roll import draft_roll
    publish_roll(by=clerk,roll=draft_roll(launched),now=PUBLISHING); shoot("published",base)
    shoot("search",base+"?q=wang")
