"""The addresses of one kind of list that comes in as a sheet."""

from django.urls import URLPattern, path

from villages.enums import ListKind
from villages.views import upload


def sheet_urls(under: str, kind: ListKind, prefix: str) -> list[URLPattern]:
    """The pages below the address of the list itself; their names begin with the prefix."""
    of, sheet = {"kind": kind}, under + "sheets/<int:pk>/"
    return [
        path(under + "template/", upload.template, of, name=f"{prefix}_template"),
        path(under + "export/", upload.export, of, name=f"{prefix}_export"),
        path(under + "sheet/", upload.send, of, name=f"{prefix}_send"),
        path(sheet, upload.upload, of, name=f"{prefix}_upload"),
        path(sheet + "commit/", upload.commit, of, name=f"{prefix}_commit"),
        path(sheet + "discard/", upload.discard, of, name=f"{prefix}_discard"),
        path(sheet + "marked/", upload.marked, of, name=f"{prefix}_marked"),
    ]
