"""Who outside this installation is told of each release: a file on a disk of somebody else, addresses, or both."""

import os

from navolgbaar.conf.settings.environment import HOME, words

WITNESS_FILE = os.environ.get("NAVOLGBAAR_WITNESS_FILE", "")
WITNESS_MAIL = words("NAVOLGBAAR_WITNESS_MAIL")
# the keys with which releases are signed for others; not in the database, so not in its dumps
SIGNING_KEYS = HOME / "keys"
