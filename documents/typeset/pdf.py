"""The press, loaded with the first paper: most processes set none, and loading it takes a second."""

from collections.abc import Mapping

from documents.typeset.fonts import font_style


def typeset(html: str, *, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """Set a paper's HTML as PDF.

    `pictures` are files made for this paper alone (its QR code), loaded as paper:NAME beside those of static/paper.
    Raises weasyprint's FatalURLFetchingError when the HTML asks for anything else.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from documents.typeset.fetcher import PaperFetcher

    fetcher, fonts = PaperFetcher(pictures or {}), FontConfiguration()
    page = HTML(string=html, base_url="paper:", url_fetcher=fetcher)
    style = CSS(string=font_style(), font_config=fonts, url_fetcher=fetcher)
    pdf = page.write_pdf(stylesheets=[style], font_config=fonts)
    return pdf or b""
