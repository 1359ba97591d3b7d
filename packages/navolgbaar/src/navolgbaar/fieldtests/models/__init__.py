"""What the room keeps: the design, the work, the codes, the record, the vault."""

from navolgbaar.fieldtests.models.coding import Coding, Decision
from navolgbaar.fieldtests.models.design import Protocol, Wave
from navolgbaar.fieldtests.models.record import Evidence, ReleasedCells
from navolgbaar.fieldtests.models.vault import VaultEntry, VaultKey
from navolgbaar.fieldtests.models.work import Content, Detection, Message, Test

__all__ = [
    "Coding",
    "Content",
    "Decision",
    "Detection",
    "Evidence",
    "Message",
    "Protocol",
    "ReleasedCells",
    "Test",
    "VaultEntry",
    "VaultKey",
    "Wave",
]
