"""One settings file. Everything that differs between machines is an environment variable (README.md lists them)."""

import os
from datetime import timedelta
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from qingshui.env import env_bool, env_int, env_list, env_or_file

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("QINGSHUI_VAR", BASE_DIR / "var"))

DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_or_file("SECRET_KEY", VAR_DIR / "secret_key")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set and var/secret_key does not exist: run `make setup`")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", [])
HTTPS = env_bool("HTTPS", default=False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "csp",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_tasks_db",
    "projects",
]

MIDDLEWARE = [
    "projects.core.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "projects.pages.middleware.NoStoreMiddleware",
    "projects.pages.middleware.SessionLifeMiddleware",
    "projects.pages.errors.LoginFirstMiddleware",
    "projects.pages.middleware.FirstPasswordMiddleware",
    "projects.administration.middleware.PreviewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "qingshui.urls"
WSGI_APPLICATION = "qingshui.wsgi.application"
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
                "projects.pages.context.frame",
                "projects.notices.context.bell",
            ],
            "builtins": ["projects.templatetags.ui", "projects.templatetags.figures"],
        },
    }
]

# --- Database -------------------------------------------------------------------------------------
# Two login roles: qs_app serves pages, qs_owner owns the tables (migrations, demonstration, tests).
# `manage.py` asks for the owner by QINGSHUI_DB_ROLE for the few commands that need it.
_app_url = env_or_file("DATABASE_URL", VAR_DIR / "pg" / "url")
_owner_url = os.environ.get("DATABASE_OWNER_URL") or (
    _app_url if os.environ.get("DATABASE_URL") else env_or_file("DATABASE_OWNER_URL", VAR_DIR / "pg" / "owner_url", _app_url)
)
_url = _owner_url if os.environ.get("QINGSHUI_DB_ROLE") == "owner" else _app_url
DATABASES = {
    "default": dj_database_url.parse(
        _url or "postgres://qs_app@localhost/qingshui",
        engine="django.db.backends.postgresql",
        conn_max_age=env_int("CONN_MAX_AGE", 60),
        conn_health_checks=True,
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Accounts -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "projects.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "projects.notices.context.BellBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "projects.organisations.passwords.ContextWordValidator"},
    {"NAME": "projects.organisations.passwords.CharacterClassValidator"},
    {"NAME": "projects.organisations.passwords.ReusedPasswordValidator"},
]
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "login"
# Wrong passwords lock the account, never the address: a hundred departments may share one.
AXES_LOCKOUT_PARAMETERS = ["username"]
SILENCED_SYSTEM_CHECKS = ["axes.W006"]  # would have the address in it
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "projects.organisations.sessions.counted_name"
AXES_CLIENT_IP_CALLABLE = "projects.organisations.sessions.client_address"
AXES_LOCKOUT_CALLABLE = "projects.organisations.sessions.locked_page"
# A wrong code counts as a wrong password (organisations/codes.py), so the device itself does not slow down.
OTP_TOTP_THROTTLE_FACTOR = 0
# The proxies in front of the site: only they are believed about the client's address.
TRUSTED_PROXIES = env_list("TRUSTED_PROXIES", [])

# --- Sessions, cookies, headers ---------------------------------------------------------------------
SESSION_COOKIE_AGE = env_int("SESSION_IDLE_SECONDS", 1800)
SESSION_ABSOLUTE_SECONDS = env_int("SESSION_ABSOLUTE_SECONDS", 43_200)
# Off: SessionLifeMiddleware changes the session on every request of a person, and not on polling.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "projects.pages.errors.csrf_failure"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
PERMISSIONS_POLICY: dict[str, list[str]] = {"camera": [], "geolocation": [], "microphone": [], "payment": [], "usb": []}
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "img-src": [SELF, "data:"],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# --- Language and time ------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Files ------------------------------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": VAR_DIR / "media"}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
UPLOAD_MAX_MB = env_int("UPLOAD_MAX_MB", 20)
FILE_UPLOAD_HANDLERS = [
    "projects.core.uploads.LimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o600
# Of our own, so that what a killed process left there can be swept.
FILE_UPLOAD_TEMP_DIR = VAR_DIR / "uploads"
FILE_UPLOAD_TEMP_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# --- Work outside a request ---------------------------------------------------------------------------
# The queue is a table of the same database: what is asked for in a transaction that is rolled back was never asked for.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

# Notices to the outside: none unless named here (smtp, dingtalk, wecom), and only to these hosts ("host" or "host:port").
NOTICE_CHANNELS = env_list("NOTICE_CHANNELS", [])
NOTICE_ALLOWED_HOSTS = env_list("NOTICE_ALLOWED_HOSTS", [])
NOTICE_DINGTALK_URL = os.environ.get("NOTICE_DINGTALK_URL", "")
NOTICE_DINGTALK_SECRET = os.environ.get("NOTICE_DINGTALK_SECRET", "")
NOTICE_WECOM_URL = os.environ.get("NOTICE_WECOM_URL", "")
NOTICE_SMTP_HOST = os.environ.get("NOTICE_SMTP_HOST", "")
NOTICE_SMTP_PORT = env_int("NOTICE_SMTP_PORT", 25)
NOTICE_SMTP_TLS = env_bool("NOTICE_SMTP_TLS", default=False)
NOTICE_SMTP_USER = os.environ.get("NOTICE_SMTP_USER", "")
NOTICE_SMTP_PASSWORD = os.environ.get("NOTICE_SMTP_PASSWORD", "")
NOTICE_MAIL_FROM = os.environ.get("NOTICE_MAIL_FROM", "")
NOTICE_MAIL_TO = env_list("NOTICE_MAIL_TO", [])

# --- Project ----------------------------------------------------------------------------------------
SITE_NAME = "清水招商平台"
SITE_SHORT_NAME = "qingshui"  # in authenticator apps
# How long the demonstration's business date is remembered; tests that let days pass ask for it every time (-1).
DEMO_DATE_SECONDS = env_int("DEMO_DATE_SECONDS", 5)
HELP_PHONE = os.environ.get("HELP_PHONE", "0938-0000000")
ANCHOR_DIR = VAR_DIR / "anchors"
# Compiled into the history triggers: rows of one transaction keep their order.
PGHISTORY_CREATED_AT_FUNCTION = "clock_timestamp()"
