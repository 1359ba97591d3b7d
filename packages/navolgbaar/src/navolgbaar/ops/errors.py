"""What an operator may see: one sentence about what is wrong and one about what to do."""


class CannotStart(Exception):
    """The installation cannot start as it stands. Nothing has been changed."""

    def __init__(self, what: str, *, do: str) -> None:
        self.what, self.do = what, do
        super().__init__(f"{what} {do}")


class AlreadyRunning(CannotStart):
    """Another process of this installation holds it."""
