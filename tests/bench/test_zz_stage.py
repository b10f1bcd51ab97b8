import sys; sys.path.insert(0,'/tmp'); import patches
import time, pathlib
from uuid import uuid4
import pytest
from functools import lru_cache
import villages.names.pinyin as vp
vp._read=lru_cache(100000)(vp._read)
from tests.voting.roll_fixtures import REGISTERING, launched
from voting.services import upload_check as uc, roll as rs, roll_checks
from voting.services.upload import receive_upload
from voting.services.upload_check import check_upload
from voting.services.roll import commit_upload
pytestmark=pytest.mark.django_db
def timed(mod,name):
    f=getattr(mod,name)
    def g(*a,**k):
        t=time.perf_counter(); c=time.process_time(); r=f(*a,**k)
        if hasattr(r,'__next__'): r=list(r)
        print(f'   {name} {time.perf_counter()-t:.2f} cpu {time.process_time()-c:.2f}'); return r
    setattr(mod,name,g)
def test_x(clerk, launched):
    content=pathlib.Path('/tmp/roll100k.xlsx').read_bytes()
    for n in ('_checked','_elsewhere','_write','copy_in'): timed(uc,n)
    for n in ('fill_draft','discard','lock_county','gate_list'): timed(rs,n)
    timed(roll_checks,'refuse_staged_elsewhere')
    for i in range(2):
        t=time.perf_counter(); u=receive_upload(by=clerk,election=launched,file_name='a.xlsx',content=content,key=uuid4(),now=REGISTERING); print('receive',time.perf_counter()-t)
        t=time.perf_counter(); check_upload(upload_id=u.pk,progress=lambda *_:None); print('check',time.perf_counter()-t); u.refresh_from_db()
        t=time.perf_counter(); commit_upload(by=clerk,upload=u,now=REGISTERING,reason='x'); print('commit',time.perf_counter()-t)
