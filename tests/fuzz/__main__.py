"""``python -m tests.fuzz [PART …]``: a million hostile inputs, round by round; it goes on where it was stopped.

What is wrong is printed with the round that shows it again; the exit code is 1 then.
"""

import sys
from pathlib import Path

from tests.fuzz.parts import PARTS
from tests.torture.__main__ import main

if __name__ == "__main__":
    sys.exit(main(None, PARTS, "tests.fuzz", Path("var/fuzz")))
