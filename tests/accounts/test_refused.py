from django import forms
from django.template import Context, Template
from django.utils import translation

from accounts.forms.refused import refuse
from accounts.refusals import Refusal, Refusals


class TooMany(Refusal):
    code = "too_many"


class Late(Refusal):
    code = "late"


class ProxyForm(forms.Form):
    proxy = forms.CharField(label="Proxy", help_text="A near relative")
    day = forms.DateField(label="Day", required=False)


def typed() -> ProxyForm:
    form = ProxyForm({"proxy": "刘建明", "day": "2021-01-20"})
    assert form.is_valid()
    return form


def shown(form: ProxyForm, template: str) -> str:
    with translation.override("en"):
        return Template(template).render(Context({"form": form, "user": None}))


def test_a_refusal_with_a_field_stands_beside_it_with_its_clause() -> None:
    form = typed()
    refuse(form, TooMany("Has %(n)s already", {"n": 5}, field="proxy", clause="A-PROXY-04"))
    page = shown(form, "{% form_field form.proxy %}")
    assert "Has 5 already" in page
    assert "A-PROXY-04" in page
    assert 'aria-invalid="true"' in page


def test_a_refusal_without_a_field_stands_on_top_with_its_code() -> None:
    form = typed()
    refuse(form, Late("The step is closed", clause="A-SCH-115"))
    page = shown(form, "{% refusals form %}")
    assert 'role="alert"' in page
    assert "The step is closed" in page
    assert "A-SCH-115" in page
    assert "late" in page


def test_a_refusal_for_a_field_that_the_form_lacks_is_not_lost() -> None:
    form = typed()
    refuse(form, Late("Elsewhere", field="roll"))
    assert "Elsewhere" in shown(form, "{% refusals form %}")


def test_all_refusals_are_told_at_once_with_links_to_their_fields() -> None:
    form = typed()
    refuse(form, Refusals([TooMany("One", field="proxy"), Late("Two", field="day"), Late("Three")]))
    page = shown(form, "{% refusals form %}")
    assert 'href="#id_proxy"' in page
    assert 'href="#id_day"' in page
    assert "Three" in page
    assert "2 places to mend" in page


def test_what_was_typed_stays() -> None:
    form = typed()
    refuse(form, TooMany("No", field="proxy"))
    assert 'value="刘建明"' in shown(form, "{% form_field form.proxy %}")


def test_the_code_is_kept_for_programs() -> None:
    form = typed()
    refuse(form, TooMany("No", field="proxy"))
    assert [error.code for error in form.errors.as_data()["proxy"]] == ["too_many"]


def test_a_percent_sign_in_a_sentence_does_no_harm() -> None:
    form = typed()
    refuse(form, Late("%(share)s of the voters", {"share": "50%"}))
    assert "50% of the voters" in shown(form, "{% refusals form %}")


def test_label_help_and_fault_are_tied_to_the_control() -> None:
    form = typed()
    refuse(form, TooMany("No", field="proxy"))
    page = shown(form, "{% form_field form.proxy %}")
    assert 'for="id_proxy"' in page
    assert 'aria-describedby="id_proxy_help id_proxy_fault"' in page
    assert 'id="id_proxy_help"' in page
    assert 'id="id_proxy_fault"' in page


def test_optional_is_marked_and_required_is_not() -> None:
    form = typed()
    assert "optional" in shown(form, "{% form_field form.day %}")
    assert "optional" not in shown(form, "{% form_field form.proxy %}")


def test_without_errors_nothing_is_said() -> None:
    assert shown(typed(), "{% refusals form %}").strip() == ""
