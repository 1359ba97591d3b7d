"""Make the initial migration of every app anew. For as long as nothing has been released: afterwards never."""

import os
from pathlib import Path

import django
from django.core.management import call_command

SRC = Path(__file__).resolve().parents[1] / "packages" / "navolgbaar" / "src" / "navolgbaar"

os.environ.setdefault("NAVOLGBAAR_SECRET_KEY", "nothing is signed here")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navolgbaar.conf.testing")
kept = {path: path.read_text() for path in SRC.glob("*/migrations/0*.py") if not path.name.startswith("0001")}
for path in SRC.glob("*/migrations/0*.py"):
    path.unlink()
django.setup()
from django.apps import apps  # noqa: E402

labels = [config.label for config in apps.get_app_configs() if config.name.startswith("navolgbaar.")]
with_models = [label for label in labels if list(apps.get_app_config(label).get_models())]
call_command("makemigrations", *with_models, "--skip-checks", verbosity=1)
for path, text in kept.items():
    path.write_text(text)
