from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from documents.typeset.fetcher import PaperFetcher
from documents.typeset.fonts import font_style


def typeset(
    template: str, context: Mapping[str, Any], *, pictures: Mapping[str, bytes] | None = None
) -> bytes:
    """Render a paper's template to PDF.

    `pictures` are files made for this paper alone (its QR code), loaded as paper:NAME beside those of static/paper.
    Raises weasyprint's FatalURLFetchingError when the template asks for anything else.
    """
    fetcher = PaperFetcher(pictures or {})
    fonts = FontConfiguration()
    page = HTML(string=render_to_string(template, dict(context)), base_url="paper:", url_fetcher=fetcher)
    style = CSS(string=font_style(), font_config=fonts, url_fetcher=fetcher)
    pdf = page.write_pdf(stylesheets=[style], font_config=fonts)
    assert pdf is not None
    return bytes(pdf)
