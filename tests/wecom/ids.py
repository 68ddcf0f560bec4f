"""Names that nothing else has: readable, and the same in every run but for secrets."""

import os
from itertools import count

from tests import canaries


class Ids:
    """Gives them out."""

    def __init__(self) -> None:
        self.numbers = count(1)

    def next(self, prefix: str) -> str:
        """A short one."""
        return f"{prefix}{next(self.numbers):06d}"

    def long(self, prefix: str, length: int = 32) -> str:
        """One as long as the platform's, with capitals that matter."""
        return f"{prefix}AJ2GCAAA{next(self.numbers):06d}".ljust(length, "Q")

    def number(self) -> int:
        """A MsgId: 64 bits."""
        return 7_123_456_789_000_000_000 + next(self.numbers)

    def secret(self, prefix: str, length: int) -> str:
        """One that nobody can guess."""
        return canaries.secret(prefix + os.urandom(length // 2).hex())
