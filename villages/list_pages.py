"""What the pages of each kind of list say, and where they lead; the pages themselves are the same for all."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from villages.enums import ListKind

Words = str | Promise


@dataclass(frozen=True)
class ListPages:
    """How the addresses of one list are named, the template of its crumbs, and its words.

    `home` shows the list itself; the names of its sheets' addresses begin with `urls` (villages.sheet_urls).
    """

    home: str
    urls: str
    crumbs: str
    bring_in: Words
    send_line: Words
    check: Words
    back: Words
    put_away: Words
    consequences: tuple[Words, ...]
    note: Words = ""

    def address(self, page: str, *args: str | int) -> str:
        """Where a page of the list's sheets stands: template, send; upload, commit, discard, marked."""
        return reverse(f"{self.urls}_{page}", args=args)


LIST_PAGES: Mapping[str, ListPages] = {
    ListKind.REGISTER: ListPages(
        home="villages:residents",
        urls="villages:register",
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
        urls="party:members",
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
        urls="party:cadres",
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
    ListKind.AUDITS: ListPages(
        home="party:cadres",
        urls="party:audits",
        crumbs="villages/cadre/crumbs.html",
        bring_in=_("Bring the audits in"),
        send_line=_("Bring the audits of terms in; every row is checked before anything is taken over"),
        check=_("Check of the sheet of audits"),
        back=_("To the cadres"),
        put_away=_("The sheet is put away; the audits on record are as they were."),
        consequences=(_("The audits on record are changed at once."),),
        note=_("An audit on record is found again by the post held and its day."),
    ),
}
