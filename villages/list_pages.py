"""What the pages of each kind of list say, and where they lead; the pages themselves are the same for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from villages.enums import ListKind

Words = str | Promise


@dataclass(frozen=True)
class ListPages:
    """Names of addresses (`home` shows the list itself), the template of the crumbs, and the words of one list."""

    home: str
    send: str
    template: str
    crumbs: str
    bring_in: Words
    send_line: Words
    check: Words
    back: Words
    put_away: Words
    consequences: tuple[Words, ...]
    note: Words = ""


LIST_PAGES: Mapping[str, ListPages] = {
    ListKind.REGISTER: ListPages(
        home="villages:residents",
        send="villages:register_send",
        template="villages:register_template",
        crumbs="villages/resident/crumbs.html",
        bring_in=_("Bring the register in"),
        send_line=_("Bring the household register in; every row is checked before anything is taken over"),
        check=_("Check of the register's sheet"),
        back=_("To the register"),
        put_away=_("The sheet is put away; the register is as it was."),
        consequences=(
            _("The register is changed at once; every change keeps what was before."),
            _("A roll that is drawn up or published does not change by it."),
        ),
        note=_(
            "A register taken out from here can be mended and sent in again: a masked number means the person on "
            "record of that name, birth date and last four places."
        ),
    ),
    ListKind.PARTY: ListPages(
        home="party:party",
        send="party:members_send",
        template="party:members_template",
        crumbs="villages/party/crumbs.html",
        bring_in=_("Bring the members in"),
        send_line=_("Bring the list of Party members in; every row is checked before anything is taken over"),
        check=_("Check of the sheet of Party members"),
        back=_("To the Party members"),
        put_away=_("The sheet is put away; the list of members is as it was."),
        consequences=(_("The list of members is changed at once; every change keeps what was before."),),
        note=_("Whoever is a member stands in the household register of the place first."),
    ),
    ListKind.CADRES: ListPages(
        home="party:cadres",
        send="party:cadres_send",
        template="party:cadres_template",
        crumbs="villages/cadre/crumbs.html",
        bring_in=_("Bring the posts in"),
        send_line=_("Bring the posts held in; every row is checked before anything is taken over"),
        check=_("Check of the sheet of posts held"),
        back=_("To the cadres"),
        put_away=_("The sheet is put away; the posts on record are as they were."),
        consequences=(
            _("The posts on record are changed at once; every change keeps what was before."),
            _("Who sits from now on counts as nominated again in the candidates' ages and schooling."),
        ),
        note=_("A post on record is found again by its holder, body and beginning."),
    ),
}
