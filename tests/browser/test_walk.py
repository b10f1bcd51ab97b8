from datetime import date
from collections import Counter
import pytest
from villages.models import Resident
pytestmark=[pytest.mark.django_db]
def test_x(village):
    names=Counter(Resident.objects.values_list("name",flat=True))
    for r in Resident.objects.select_related("group","household").order_by("pk"):
        a=(date(2021,1,20)-r.birth_date).days//365
        print(r.name, r.sex, r.birth_date, r.education, r.lives_here, r.group.number, r.household.number, names[r.name]>1 and "DUP" or "", "<<<" if 18<=a<=50 and r.education in("高中","大专","本科") and r.lives_here else "")
    from overview.rehearsal.people import nominees_of, register_lines
    from random import Random
    ls=list(register_lines(village,date(2021,1,20),Random(1)))
    print(len(ls), sum(not l["not_registered"] for l in ls)); print(ls[:3])
