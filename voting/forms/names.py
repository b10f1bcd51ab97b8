from django.forms import ValidationError
from django.utils.translation import gettext_lazy as _

from voting.naming import typed_names

LONGEST = 50


def short_names(text: str) -> tuple[str, ...]:
    """The names typed into a field, however they are set apart. Raises ValidationError where one is no name."""
    names = typed_names(text)
    if any(len(name) > LONGEST for name in names):
        raise ValidationError(_("Write one name a line."), code="invalid")
    return names
