from rest_framework.pagination import LimitOffsetPagination


class Pages(LimitOffsetPagination):
    """Rows by limit and offset; whoever asks for more rows than a page may hold gets a full page."""

    default_limit = 50
    max_limit = 500
