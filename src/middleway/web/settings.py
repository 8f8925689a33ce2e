"""Settings. Safe values are the default; what may be changed is in .env.example."""

import secrets
from pathlib import Path

from middleway.web import env

HERE = Path(__file__).parent

DEBUG = False
# This page keeps no session and signs nothing that outlives the process, so a fresh key at each start is enough.
SECRET_KEY = env.secret("SECRET_KEY", secrets.token_urlsafe(50))
ALLOWED_HOSTS = [host.strip() for host in env.text("HOSTS", "localhost,127.0.0.1,[::1]").split(",")]
# Set when a reverse proxy in front speaks HTTPS: browsers then refuse to come back without it.
HTTPS = env.flag("HTTPS", default=False)
env.refuse_unknown(also=frozenset({"MIDDLEWAY_READING_DATA"}))  # where training and tests find the public texts

INSTALLED_APPS = ["django.contrib.staticfiles", "middleway.web.readings"]
MIDDLEWARE = [
    "middleway.web.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
]
ROOT_URLCONF = "middleway.web.urls"
WSGI_APPLICATION = "middleway.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.i18n"]},
    }
]
DATABASES: dict[str, dict[str, object]] = {}

# Far more than one reading takes: whoever pastes a whole chat gets it back with a sentence, not an empty box.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# Long forms stay in memory: nothing typed may reach a temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = DATA_UPLOAD_MAX_MEMORY_SIZE
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
# Static files are served from where they were installed; there is no collect step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A logger's name and the class of an error. Never a path, a form, or an exception's message.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"no_text": {"()": "middleway.web.logs.WithoutText"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "no_text"}},
    # Django's own handlers would write the path and the exception; all lines go through ours.
    "loggers": {name: {"handlers": [], "propagate": True, "level": "WARNING"} for name in ("django", "django.server")},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
LOGGING_CONFIG = "logging.config.dictConfig"
