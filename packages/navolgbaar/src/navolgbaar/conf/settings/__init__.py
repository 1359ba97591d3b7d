"""The settings of an installation, all from the environment; one theme per file."""

from navolgbaar.conf.settings.api import *  # noqa: F403
from navolgbaar.conf.settings.applications import *  # noqa: F403
from navolgbaar.conf.settings.database import *  # noqa: F403
from navolgbaar.conf.settings.languages import *  # noqa: F403
from navolgbaar.conf.settings.login import *  # noqa: F403
from navolgbaar.conf.settings.mail import *  # noqa: F403
from navolgbaar.conf.settings.security import *  # noqa: F403
from navolgbaar.conf.settings.storage import *  # noqa: F403
from navolgbaar.conf.settings.witness import *  # noqa: F403
