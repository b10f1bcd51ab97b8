"""What the pages of every kind of uploaded sheet show alike."""

from io import BytesIO
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest

from documents.importing.marked import marked_workbook
from documents.importing.telling import SheetWords, told_faults
from documents.models import SheetUpload

FAULTS_A_PAGE = 100


def findings_on(request: HttpRequest, faults: QuerySet[Any], words: SheetWords) -> dict[str, Any]:
    """What documents/upload/findings.html shows: a page of the faults or warnings asked for."""
    only = request.GET.get("only", "")
    if only in ("faults", "warnings"):
        faults = faults.filter(warning=only == "warnings")
    page = Paginator(faults, FAULTS_A_PAGE).get_page(request.GET.get("page"))
    return {"page": page, "told": list(told_faults(page.object_list, words)), "only": only}


def marked_file(
    upload: SheetUpload, faults: QuerySet[Any], words: SheetWords, file_name: str
) -> FileResponse:
    """The clerk's own sheet with every faulty cell coloured and commented. Raises Http404 before it is checked."""
    if "places" not in upload.report:
        raise Http404
    book = marked_workbook(upload, list(faults), words)
    return FileResponse(BytesIO(book), as_attachment=True, filename=file_name)
