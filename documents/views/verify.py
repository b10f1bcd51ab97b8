import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import public
from documents.forms.paper import CodeForm, CompareForm
from documents.models import Paper
from documents.papers import kind_of
from documents.queries.paper import content_of, is_posted, paper_by_code, paper_by_digest
from documents.typeset.enlarge import to_a3

PART = 8


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Ask by code or by file whether a paper is genuine."""
    code_form = CodeForm(request.GET or None)
    if request.GET and code_form.is_valid():
        return redirect("documents:verify_code", code_form.cleaned_data["code"].strip())
    file_form = CompareForm(request.POST or None, request.FILES or None)
    digest = ""
    if request.method == "POST" and file_form.is_valid():
        digest = digest_of(file_form.cleaned_data["file"])
        paper = paper_by_digest(digest)
        if paper is not None:
            return _told(request, paper, file_form, digest)
    context = {"code_form": code_form, "file_form": file_form, "unknown_digest": digest}
    return render(request, "documents/verify.html", context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def verify_code(request: HttpRequest, code: str) -> HttpResponse:
    """What is on record of the paper with this code; a file sent along is compared with it."""
    paper = paper_by_code(code)
    if paper is None:
        context = {"code_form": CodeForm({"code": code}), "file_form": CompareForm(), "unknown_code": code}
        return render(request, "documents/verify.html", context, status=404)
    file_form = CompareForm(request.POST or None, request.FILES or None)
    digest = ""
    if request.method == "POST" and file_form.is_valid():
        digest = digest_of(file_form.cleaned_data["file"])
    return _told(request, paper, file_form, digest)


def digest_of(file: UploadedFile) -> str:
    """SHA-256 (hex) of an uploaded file."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _told(request: HttpRequest, paper: Paper, file_form: CompareForm, digest: str) -> HttpResponse:
    kind = kind_of(paper.kind)
    context = {
        "paper": paper,
        "kind": kind,
        "withdrawn": kind.withdrawn(paper),
        "digest": [paper.file.sha256[at : at + PART] for at in range(0, len(paper.file.sha256), PART)],
        "posted": is_posted(paper, kind.clock(paper, timezone.now())),
        "file_form": file_form,
        "compared": digest,
        "same": bool(digest) and digest in _digests(paper),
    }
    return render(request, "documents/verified.html", context)


def _digests(paper: Paper) -> set[str]:
    """The digests of the paper as issued and of its enlargement, which says the same."""
    digests = {paper.file.sha256}
    if kind_of(paper.kind).posted:
        digests.add(hashlib.sha256(to_a3(content_of(paper).getvalue())).hexdigest())
    return digests
