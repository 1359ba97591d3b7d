"""`python -m narekenen` is the same as `narekenen`."""

import sys

from narekenen.cli import main

sys.exit(main())
