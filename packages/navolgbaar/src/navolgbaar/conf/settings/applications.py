"""What the platform consists of, and the order in which a request passes through it."""

INSTALLED_APPS = [
    "navolgbaar.core",
    "navolgbaar.people",
    "navolgbaar.programmes",
    "navolgbaar.sources",
    "navolgbaar.figures",
    "navolgbaar.publishing",
    "navolgbaar.mailings",
    "navolgbaar.promises",
    "navolgbaar.forecasts",
    "navolgbaar.fieldtests",
    "navolgbaar.indicators",
    "navolgbaar.budgets",
    "navolgbaar.website",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "navolgbaar.api.crossing.OpenToOthers",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "navolgbaar.conf.urls"
WSGI_APPLICATION = "navolgbaar.conf.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "navolgbaar.website.context.languages",
                "navolgbaar.website.context.menu",
                "navolgbaar.website.context.desk",
                "navolgbaar.website.context.demonstration",
            ],
            "builtins": ["django.templatetags.i18n", "navolgbaar.figures.templatetags.figures"],
        },
    }
]
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
