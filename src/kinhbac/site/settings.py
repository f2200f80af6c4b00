"""Django's settings. What differs between machines comes from `environment`; the rest is fixed here."""

import os
from pathlib import Path

from kinhbac.site import environment
from kinhbac.tools.sign_in.cookies import PREFIX

HERE = Path(__file__).parent
KINHBAC_DATA = environment.data_folder()
KINHBAC_CATALOGUE = Path(os.environ.get("KINHBAC_CATALOGUE", HERE.parents[2] / "catalogue")).resolve()
KINHBAC_FILES = KINHBAC_DATA / "files"
KINHBAC_SEALS = KINHBAC_DATA / "seals"
KINHBAC_KEYS = KINHBAC_DATA / "keys"
KINHBAC_NUMBER_KEYS = KINHBAC_DATA / "number-keys"
KINHBAC_OUTBOX = KINHBAC_DATA / "outbox"
KINHBAC_UPLOAD_LIMIT = 10_000_000
KINHBAC_TRUSTED_PROXY = environment.trusted_proxies()
KINHBAC_PROVIDERS = environment.providers()
KINHBAC_ORIGINS, KINHBAC_PASSKEYS = environment.origin()
KINHBAC_BREACHED = environment.breached()
KINHBAC_SAMPLE = environment.sample()
KINHBAC_HTTPS = os.environ.get("KINHBAC_HTTPS") == "1"

SECRET_KEY = environment.secret(KINHBAC_DATA)
DEBUG = False
ALLOWED_HOSTS = os.environ.get("KINHBAC_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")

INSTALLED_APPS = [
    "kinhbac.kernel.apps.KernelConfig",
    "kinhbac.tools.limits.apps.LimitsConfig",
    "kinhbac.tools.files.apps.FilesConfig",
    "kinhbac.tools.identity.apps.IdentityConfig",
    "kinhbac.tools.credentials.apps.CredentialsConfig",
    "kinhbac.tools.notices.apps.NoticesConfig",
    "kinhbac.tools.forms.apps.FormsConfig",
    "kinhbac.tools.sign_in.apps.SignInConfig",
    "kinhbac.tools.provider.apps.ProviderConfig",
    "kinhbac.tools.retention.apps.RetentionConfig",
    "kinhbac.tools.desk.apps.DeskConfig",
    "kinhbac.tools.looking.apps.LookingConfig",
    "kinhbac.services.procedures.apps.ProceduresConfig",
    "kinhbac.services.catalogue.apps.CatalogueConfig",
    "kinhbac.site.apps.SiteConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_USER_MODEL = "kinhbac_identity.Account"
MIDDLEWARE = [
    "kinhbac.site.callers.know_caller",
    "kinhbac.site.middleware.protect",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kinhbac.site.middleware.speak",
    "kinhbac.site.middleware.know_host",
    "kinhbac.site.middleware.UploadLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "kinhbac.tools.identity.middleware.recognise",
    "kinhbac.site.middleware.explain",
]
ROOT_URLCONF = "kinhbac.site.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "kinhbac.site.frame.frame",
            ],
            "builtins": [
                "kinhbac.site.templatetags.speech",
                "django.templatetags.i18n",
                "django.templatetags.static",
            ],
        },
    }
]

DATABASES = {"default": environment.database(KINHBAC_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [HERE / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 600

SESSION_ENGINE = "kinhbac.tools.identity.sessions"
SESSION_COOKIE_NAME = f"{PREFIX}kinhbac_session" if KINHBAC_HTTPS else "kinhbac_session"
SESSION_COOKIE_SECURE = KINHBAC_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_NAME = f"{PREFIX}kinhbac_csrf" if KINHBAC_HTTPS else "kinhbac_csrf"
CSRF_COOKIE_SECURE = KINHBAC_HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "kinhbac.site.failures.forged"
if KINHBAC_HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000

FILE_UPLOAD_HANDLERS = ["kinhbac.tools.files.uploads.BoundedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": "kinhbac.site.logs.Line"}, "json": {"()": "kinhbac.site.logs.Plain"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": environment.log_form()}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("KINHBAC_LOG", "WARNING")},
}
