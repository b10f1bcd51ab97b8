from functools import cached_property
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from accounts.models.office import Office


class User(AbstractBaseUser):
    """A person who signs in. What the person may do follows from the offices held, never from flags."""

    username = models.CharField(_("User name"), max_length=60, unique=True)
    name = models.CharField(_("Name"), max_length=50)
    email = models.EmailField(_("E-mail"), blank=True)
    wants_digest = models.BooleanField(
        default=True, help_text="A message each morning, if there is an address"
    )
    language = models.CharField(max_length=10, blank=True, choices=settings.LANGUAGES)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["User"]()

    def __str__(self) -> str:
        return self.name

    @cached_property
    def held(self) -> "list[Office]":
        """The offices the user holds, read once a request."""
        return list(self.offices.all())
