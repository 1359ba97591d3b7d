"""The one exception a user may see: what was found, where, why it cannot be used, what to do."""


class UnusableInput(Exception):
    """Input that cannot be used. The command line prints it on stderr and exits with 2.

    All problems of one input are named at once: `problems` holds one line each.
    """

    def __init__(
        self, what: str, *, where: str = "", why: str = "", do: str = "", problems: tuple[str, ...] = ()
    ) -> None:
        self.what, self.where, self.why, self.do, self.problems = what, where, why, do, problems
        super().__init__(str(self))

    def __str__(self) -> str:
        head = f"{self.where}: {self.what}" if self.where else self.what
        tail = [part for part in (self.why, self.do) if part]
        lines = [". ".join([head.rstrip("."), *[part.rstrip(".") for part in tail]]) + "."]
        return "\n".join(lines + [f"  - {problem}" for problem in self.problems])
