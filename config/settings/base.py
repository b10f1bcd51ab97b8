"""Settings that hold everywhere; the environment says which servers are used."""

import os
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from celery.schedules import crontab
from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import embedded

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"


def database_from(url: str) -> dict[str, Any]:
    """The DATABASES entry for a postgresql:// address."""
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


SECRET_KEY = os.environ.get("SECRET_KEY", "not-secret: development and the demo only")
DEBUG = os.environ.get("DEBUG", "") == "1"
ALLOWED_HOSTS = [h for h in os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h]
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CSRF_TRUSTED_ORIGINS", "").split(",") if o]

# Demo officers may sign in only where this is on (production switches it off and cannot switch it on).
DEMO_SIGN_IN = True
# The one password of all demo officers, shown on the sign-in page where they may sign in.
DEMO_PASSWORD = "huanjie-demo"
# The address printed in QR codes, e.g. https://huanjie.example.gov.cn
PUBLIC_URL = os.environ.get("PUBLIC_URL", "http://127.0.0.1:8000").rstrip("/")
# Keys for identity numbers: encryption and the blind index derive from it (villages.sealing).
SEALING_KEY = os.environ.get("SEALING_KEY", SECRET_KEY)

INSTALLED_APPS = [
    "config",
    "accounts",
    "documents",
    "villages",
    "elections",
    "voting",
    "candidates",
    "overview",
    "django_htmx",
    "pgtrigger",
    "simple_history",
    "axes",
    "csp",
    "rest_framework",
    "drf_spectacular",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.language_of_the_user",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "elections.middleware.CycleAndClock",
    "elections.middleware.RefusalsTold",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "overview.navigation.navigation",
            ],
            "builtins": [
                "accounts.templatetags.interface",
                "accounts.templatetags.form_parts",
                "villages.templatetags.names",
            ],
        },
    },
]

_database_url = os.environ.get("DATABASE_URL")
DATABASES = {"default": database_from(_database_url)} if _database_url else embedded.database_settings()
DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
REDIS_URL = os.environ.get("REDIS_URL") or embedded.redis_url()

# Holds only counts of visitors' attempts, for an hour each (accounts.throttle).
CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}}
# How often one address may raise an objection on the public page, and ask how one stands.
PUBLIC_OBJECTIONS_AN_HOUR = 10
PUBLIC_ENQUIRIES_AN_HOUR = 60

SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "accounts.backends.OfficerBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "overview:today"
LOGOUT_REDIRECT_URL = "accounts:sign_in"

# Lock the pair of user and address, never a whole office behind one address; it opens again by itself.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.views.sign_in.locked_out"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
FORMAT_MODULE_PATH = ["config.formats"]
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "static/"
# The bootstrap wheel is a folder of files without code.
BOOTSTRAP = metadata.distribution("bootstrap-wrapper").locate_file("bootstrap")
STATICFILES_DIRS = [BASE_DIR / "static", ("bootstrap", BOOTSTRAP)]
STATIC_ROOT = BASE_DIR / "staticfiles"
WHITENOISE_USE_FINDERS = True

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None
UPLOAD_LIMIT_BYTES = 20 * 1024 * 1024
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SIMPLE_HISTORY_HISTORY_ID_USE_UUID = False

CELERY_BROKER_URL = REDIS_URL
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
# KiB; a process that held more is renewed after its task, since what a long sheet took does not all go back.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 450_000
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 3600,
    "socket_connect_timeout": 2,
    "socket_timeout": 5,
    "max_retries": 1,
    "interval_start": 0,
}
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TIMEZONE = TIME_ZONE
# When the officers' digest is made, Asia/Shanghai; what did not go out then is tried again until noon.
DIGEST_AT = os.environ.get("DIGEST_AT", "07:00")
_hour, _minute = DIGEST_AT.split(":")
CELERY_BEAT_SCHEDULE = {
    "ring-again": {"task": "documents.tasks.ring_again", "schedule": 15.0},
    "tell-the-day": {
        "task": "overview.tasks.tell_the_day",
        "schedule": crontab(hour=_hour, minute=_minute),
    },
    "send-digests": {
        "task": "overview.tasks.send_digests",
        "schedule": crontab(hour=f"{_hour}-{max(int(_hour), 12)}", minute="*/15"),
    },
}

# Messages go out by SMTP where a server is named, else they are written to the terminal.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_USE_SSL = os.environ.get("EMAIL_USE_SSL", "") == "1"
EMAIL_TIMEOUT = 20
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"
# Whether digests go out at all: in production only where there is a mail server.
DIGESTS_BY_MAIL = True
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "huanjie@localhost")

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_AUTHENTICATION_CLASSES": ["accounts.api.session.OfficersSession"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["accounts.api.body.JsonBody"],
    "EXCEPTION_HANDLER": "accounts.api.problem.problem_json",
    "DEFAULT_PAGINATION_CLASS": "accounts.api.paging.Pages",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Huanjie",
    "DESCRIPTION": "Re-election of village and community committees.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "ENUM_NAME_OVERRIDES": {
        "StepState": "elections.enums.State",
        "JobState": "documents.enums.JobState",
        "UploadState": "documents.enums.UploadState",
        "RollState": "voting.enums.RollState",
        "ContestState": "voting.enums.ContestState",
        "CandidacyState": "candidates.enums.CandidacyState",
        "RepresentativeState": "candidates.enums.RepresentativeState",
        "ExtensionState": "elections.enums.Asked",
        "Post": "villages.enums.Post",
        "ListKind": "villages.enums.ListKind",
        "LeavingReason": "villages.enums.Leaving",
        "MobileReason": "voting.enums.MobileReason",
        "DayCheck": "voting.enums.DayCheck",
        "InvalidGround": "voting.enums.InvalidGround",
        "InvalidScope": "voting.enums.InvalidScope",
        "StaffRole": "voting.enums.StaffRole",
        "ProxyReason": "voting.enums.ProxyReason",
        "Body": "villages.enums.Body",
        "OfficiantAsked": "candidates.queries.officiants.Asked",
        "MeetingBasis": "candidates.enums.MeetingBasis",
        "StatementKind": "candidates.eligibility.model.StatementKind",
        "BoxKind": "voting.enums.BoxKind",
        "NoticeKind": "candidates.enums.NoticeKind",
        "Preselectors": "candidates.enums.Preselectors",
        "IntroducedBody": "candidates.api.introduction.BODIES",
        "IntroductionWay": "candidates.enums.IntroductionWay",
        "IntroductionState": "candidates.enums.IntroductionState",
        "ReviewLevel": "candidates.enums.ReviewLevel",
        "FeedbackLevel": "candidates.enums.FeedbackLevel",
        "Expectation": "candidates.enums.Expectation",
        "ReviewVerdict": "candidates.enums.Verdict",
        "DepartmentVerdict": "candidates.enums.DepartmentVerdict",
    },
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "INFO")},
    "loggers": {
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "axes": {"level": "WARNING"},
        "pikepdf": {"level": "WARNING"},
    },
}
