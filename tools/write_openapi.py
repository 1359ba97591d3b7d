"""Write the contract of the public API into the documentation. Run after changing it; a test compares the two."""

import json
import os
from pathlib import Path

import django

CONTRACT = Path(__file__).resolve().parents[1] / "docs" / "reference" / "api.json"


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "navolgbaar.conf.testing")
    django.setup()
    from navolgbaar.api.views import api

    schema = api.get_openapi_schema(path_prefix="/api/v1/")
    CONTRACT.write_text(json.dumps(schema, indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
