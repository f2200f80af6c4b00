"""Django's settings of the sandbox: the site's pages and words, other addresses, and no database."""

from copy import deepcopy

from kinhbac.site.settings import *  # noqa: F403 - what differs stands below
from kinhbac.site.settings import TEMPLATES as SITE_TEMPLATES

INSTALLED_APPS = [  # whose models its people and its pages name; it does none of the province's work
    "kinhbac.kernel.apps.KernelConfig",
    "kinhbac.tools.limits.apps.LimitsConfig",
    "kinhbac.tools.files.apps.FilesConfig",
    "kinhbac.tools.identity.apps.IdentityConfig",
    "kinhbac.site.apps.SiteConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.staticfiles",
]
DATABASES = {}  # it keeps nothing
ROOT_URLCONF = "kinhbac.site.sandbox.urls"
MIDDLEWARE = [
    "kinhbac.site.middleware.protect",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kinhbac.site.middleware.speak",
    "django.middleware.csrf.CsrfViewMiddleware",
]
TEMPLATES = deepcopy(SITE_TEMPLATES)  # the frame of the site knows who is signed in; here nobody is
TEMPLATES[0]["OPTIONS"]["context_processors"] = ["django.template.context_processors.request"]  # type: ignore[index]
CSRF_COOKIE_NAME = "kinhbac_sandbox_csrf"  # cookies know no ports
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
