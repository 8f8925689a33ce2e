"""Settings. Safe values are the default; what may be changed is in .env.example."""

import secrets
from pathlib import Path

from middleway.vault import STANDARD
from middleway.web import database, env
from middleway.web.hosts import LOCAL
from middleway.web.languages.offered import offered

HERE = Path(__file__).parent

DEBUG = False
# The database; and, kept apart so that no single copy holds both, the server's own secrets (keyfiles.py).
DATA = Path(env.text("DATA", str(Path.home() / ".local/share/middleway"))).absolute()
SECRETS = Path(env.text("SECRETS", str(Path.home() / ".config/middleway"))).absolute()
DATABASES = {"default": database.configured(env.secret("DATABASE_URL", ""), DATA)}

_signing = SECRETS / "signing"
# Without the file (before the first start) a temporary key: what it signs does not outlive the process.
SECRET_KEY = env.secret(
    "SECRET_KEY", _signing.read_text("utf-8").strip() if _signing.exists() else secrets.token_hex(32)
)
HOSTS = env.hosts("HOSTS", LOCAL)
ALLOWED_HOSTS = [host.name for host in HOSTS]
# Set when a reverse proxy in front speaks HTTPS. Browsers then refuse to come back without it.
HTTPS = env.flag("HTTPS", default=False)
env.refuse_unsafe_hosts(HOSTS, https=HTTPS)
# Whether a stranger may make an account. The first visit, with the code that the start prints, always may.
SIGN_UP = env.flag("SIGN_UP", default=False)
# Where "Leave" goes: any page that needs no explaining.
LEAVE_URL = env.address("LEAVE_URL", "https://www.wikipedia.org/")
# The operator's own list of therapists and teachers (docs/settings.md); shown to everybody who asks for it.
HELPERS = env.file("HELPERS")
TIME_ZONE = env.time_zone("TIME_ZONE")
# What one guess at a passphrase costs. Tests spend less.
COST = STANDARD
env.refuse_unknown(also=frozenset({"MIDDLEWAY_READING_DATA"}))  # where training and tests find the public texts

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "middleway.web.records",
    "middleway.web.accounts",
    "middleway.web.safety",
    "middleway.web.signin",
    "middleway.web.security",
    "middleway.web.export",
    "middleway.web.drafts",
    "middleway.web.moments",
    "middleway.web.people",
    "middleway.web.way",
    "middleway.web.comfort",
    "middleway.web.search",
    "middleway.web.sample",
    "middleway.web.readings",
    "middleway.web.settle",
    "middleway.web.languages",
    "middleway.web.practices",
    "middleway.web.weeks",
    "middleway.web.care",
    "middleway.web.patterns",
    "middleway.web.imports",
    "middleway.web.home",
    "middleway.web.operations",
]
# Who looks at every record that is written or deleted, in this order (records/writing.py). The scan comes last: what
# the others delete goes from its ledger too.
RECORD_OBSERVERS = (
    "middleway.web.drafts.actions.Following",
    "middleway.web.patterns.look.Glance",
    "middleway.web.safety.scan.Scan",
)
# What returns the texts that come with the program, in rows of the sample story: they are not their reader's words
# (safety/scan.py).
SHIPPED_TEXTS = "middleway.web.sample.summary.texts"
MIDDLEWARE = [
    "middleway.web.middleware.security_headers",
    "django.middleware.locale.LocaleMiddleware",  # before anything that may refuse, and says why
    "middleway.web.limits.refuse_large",  # before anything reads a body
    "middleway.web.operations.middleware.health_by_any_name",
    "middleway.web.operations.middleware.whole_path",
    "middleway.web.signin.gate.few_at_a_time",
    "django.middleware.gzip.GZipMiddleware",  # pages and static files
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "middleway.web.middleware.redirect_by_script",
    "middleway.web.signin.middleware.way_out",  # before anything that asks the database
    "middleway.web.accounts.middleware.Sessions",
    "django.middleware.common.CommonMiddleware",
    "middleway.web.unread.LeaveFilesUnread",  # before anything looks at a form
    "middleway.web.csrf.OwnForms",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "middleway.web.accounts.middleware.open_vault",
    "middleway.web.safety.storage.read_once",
    "middleway.web.errors.KeepWhatWasTyped",
    "allauth.account.middleware.AccountMiddleware",
    "middleway.web.signin.middleware.AtTheDoor",
    "middleway.web.accounts.owners.Apart",
    "middleway.web.drafts.middleware.end_what_is_kept",
]
ROOT_URLCONF = "middleway.web.urls"
WSGI_APPLICATION = "middleway.web.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["middleway.web.icons"],
            "context_processors": [
                "django.template.context_processors.i18n",
                "django.template.context_processors.request",
                "middleway.web.context.leaving",
            ],
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = ["middleway.web.accounts.backend.ByVault"]
PASSWORD_HASHERS: list[str] = []  # no password is stored: either a vault opens, or it does not
LOGIN_URL = "signin:sign_in"

# Two cookies, each useless without the other (accounts/login_session.py); both end with the browser's session.
SESSION_ENGINE = "middleway.web.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-s"
SESSION_COOKIE_AGE = 24 * 60 * 60  # the longest that anybody may choose; mostly it is over sooner
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "__Host-c"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "middleway.web.errors.token_missing"

# Nothing is cached: what must be remembered is in the database, for all processes alike.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

# A second step at the door, for whoever wants one. allauth does the arithmetic; the doors and their budgets are ours.
MFA_ADAPTER = "middleway.web.accounts.second_step.Adapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]  # no recovery codes of allauth's: the recovery code is the vault's
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # there is no e-mail
MFA_PASSKEY_LOGIN_ENABLED = MFA_PASSKEY_SIGNUP_ENABLED = False  # a passkey alone never opens a vault
MFA_TOTP_ISSUER = "Notes"
MFA_TOTP_TOLERANCE = 1  # half a minute either way, for a clock that is off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # on this machine only: above, any other host needs HTTPS
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*"]
ACCOUNT_RATE_LIMITS = False  # throttle.py counts, in the database, for all doors
# No mail is sent; and without ADMINS no error report, with what was typed in it, ever is.
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ADMINS: list[tuple[str, str]] = []

# Far more than one reading takes: whoever pastes a whole chat gets it back with an explanation, not an empty box.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
# A recording stays in memory, an archive is read as it comes (unread.py): nothing private in a temporary file.
FILE_UPLOAD_MAX_MEMORY_SIZE = 10_000_000
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]

LANGUAGE_CODE = "en"
LOCALE_PATHS = [HERE.parent / "locale"]
LANGUAGES = offered(LOCALE_PATHS[0])
LANGUAGE_COOKIE_NAME = "__Host-l"  # a choice of one's own; it ends with the browser's session
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {"staticfiles": {"BACKEND": "middleway.web.staticfiles.Stamped"}}
# Static files are served from where they were installed; there is no collect step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

# A log line holds the logger's name and the error's class. Never a path, a form, or an exception's message.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"no_text": {"()": "middleway.web.logs.WithoutText"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "no_text"}},
    # Django's own handlers would write the path and the exception, so all lines go through ours.
    "loggers": {name: {"handlers": [], "propagate": True, "level": "WARNING"} for name in ("django", "django.server")},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
LOGGING_CONFIG = "logging.config.dictConfig"
