"""Files of strangers that are looked at once: they stay in memory and reach no disk."""

from navolgbaar.core.uploads import MOST_BYTES as MOST_BYTES
from navolgbaar.core.uploads import InMemory as InMemory
from navolgbaar.core.uploads import is_too_large as is_too_large
