"""What visitors and their programs get: the licence of the data, how often one may ask, how long a menu is kept."""

import os

from navolgbaar.conf.settings.security import BEHIND_TLS

DATA_LICENCE = os.environ.get("NAVOLGBAAR_LICENCE", "http://creativecommons.org/publicdomain/zero/1.0/deed.nl")
# per visitor and web process; who wants everything takes the CSV
API_RATE = os.environ.get("NAVOLGBAAR_API_RATE", "1200/m")
# a room that has something for everybody for the first time stands in the menu within so many seconds
MENU_SECONDS = 30
# whose word counts for the visitor's address: our own proxy's, or nobody's
NINJA_NUM_PROXIES = 1 if BEHIND_TLS else 0
