"""Django's settings: what is the same everywhere; what differs comes from `configuration`."""

from pathlib import Path
from typing import Any, Final

from counterfoil_desk.configuration import configuration, django_database
from counterfoil_desk.locales import FOLDER, languages

HERE: Final = Path(__file__).parent
_TOLD: Final = configuration()

SECRET_KEY = _TOLD.secret_key
SECRET_KEY_FALLBACKS = list(_TOLD.former_secret_keys)
DEBUG = False
ALLOWED_HOSTS = list(_TOLD.hosts)
DATABASES: dict[str, dict[str, Any]] = {"default": django_database(_TOLD.database_url)}
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "counterfoil_desk.urls"
WSGI_APPLICATION = "counterfoil_desk.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "procrastinate.contrib.django",
    "csp",
    "django_htmx",
    "counterfoil_desk.accounts",
    "counterfoil_desk.audit",
    "counterfoil_desk.webhooks",
    "counterfoil_desk.records",
    "counterfoil_desk.service",
    "counterfoil_desk.retention",
    "counterfoil_desk.pages",
]
MIDDLEWARE = [
    "counterfoil_desk.requests_seen.RequestsSeen",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "counterfoil_desk.accounts.middleware.ActingMiddleware",
    "counterfoil_desk.pages.reading.ReadingMiddleware",
    "counterfoil_desk.pages.refusing.RefusingMiddleware",
    "counterfoil_desk.api.parameters.ParametersMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "pages" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

# Who logs in, and how. MFA is allauth's; there is no sign-up: people are invited.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "counterfoil_desk.pages.account_forms.LogIn",
    "reauthenticate": "counterfoil_desk.pages.account_forms.PasswordAgain",
    "change_password": "counterfoil_desk.pages.account_forms.ChangePassword",
    "set_password": "counterfoil_desk.pages.account_forms.SetPassword",
    "reset_password": "counterfoil_desk.pages.account_forms.AskForPassword",
    "reset_password_from_key": "counterfoil_desk.pages.account_forms.PasswordByLink",
}
ACCOUNT_ADAPTER = "counterfoil_desk.accounts.adapter.Adapter"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}  # lockout: five wrong passwords for one address
ACCOUNT_PREVENT_ENUMERATION = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "counterfoil_desk.pages.account_forms.CodeAtLogIn",
    "reauthenticate": "counterfoil_desk.pages.account_forms.CodeAgain",
    "activate_totp": "counterfoil_desk.pages.account_forms.FirstCode",
}
MFA_TOTP_ISSUER = "Counterfoil"
MFA_ADAPTER = "counterfoil_desk.accounts.adapter.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # allauth keeps no addresses here: who was invited by a link has the address
MFA_TOTP_TOLERANCE = 1  # codes of half a minute ago and ahead: clocks of phones differ
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no mail to strangers; the page says the same in any case
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE, and nobody is asked
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SOCIALACCOUNT_ADAPTER = "counterfoil_desk.accounts.adapter.IdentityAdapter"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that is led elsewhere is stopped by our own form-action; state guards it
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "own",
                "name": one.name,
                "client_id": one.client_id,
                "secret": one.client_secret,
                "settings": {"server_url": one.issuer},
            }
            for one in [_TOLD.identity_provider]
            if one is not None
        ],
    }
}
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]

# Mails: sent by jobs of accounts, and only where a server is named.
MAIL_IS_SENT = _TOLD.mail is not None
DESK_ADDRESS = _TOLD.mail.address if _TOLD.mail else ""
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if MAIL_IS_SENT else 'dummy'}.EmailBackend"
EMAIL_TIMEOUT = 10
if _TOLD.mail:
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = _TOLD.mail.sender
    EMAIL_HOST, EMAIL_PORT = _TOLD.mail.options["host"], _TOLD.mail.options["port"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _TOLD.mail.options["username"], _TOLD.mail.options["password"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _TOLD.mail.options["use_tls"], _TOLD.mail.options["use_ssl"]

# What the browser is told.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # the code for a second factor is drawn as data
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = not _TOLD.plain_http
if _TOLD.behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _TOLD.behind_proxy else 0
SECURE_HSTS_SECONDS = 0 if _TOLD.plain_http else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not _TOLD.plain_http
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked for inside the cluster
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 3600
CALLS_PER_SECOND = _TOLD.calls_per_second
METRICS_TOKEN, METRICS_ON_LOOPBACK = _TOLD.metrics_token, _TOLD.plain_http
WEBHOOKS_OPENED = _TOLD.webhooks  # networks and ports that webhooks reach beside the public internet
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2**20
STREAM_LINE_BYTES = 2**20  # of one line of a stream
STREAM_BYTES = _TOLD.stream_bytes  # of a whole stream, inflated
LARGEST_UPLOAD = _TOLD.largest_upload  # bytes of one file
FILE_UPLOAD_HANDLERS = [
    "counterfoil_desk.pages.uploading.LargestUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LANGUAGE_CODE = "en"
LANGUAGES = languages()
LOCALE_PATHS = [FOLDER]
FORMAT_MODULE_PATH = ["counterfoil_desk.formats"]
USE_THOUSAND_SEPARATOR = True
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATICFILES_DIRS = [HERE / "pages" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # counters of wrong log-ins: Django's 300 would throw live ones away
    }
}

LOGGING = {  # one JSON object to a line; no user input, no addresses of people (docs/security.md)
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"()": "counterfoil_desk.logs.JsonLines"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "django.request": {"level": "ERROR"},
        "procrastinate": {"level": "WARNING"},  # it tells each step of each job otherwise
        "procrastinate.blueprints": {"level": "WARNING"},  # which tasks there are is no news, in every process
        "procrastinate.periodic": {"level": "WARNING"},
    },
}
