"""Every conversation in tests/conversations, through the real reader and sender."""

from pathlib import Path

import pytest

from tests import transcript

FILES = sorted((Path(__file__).parent / "conversations").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_conversation(path: Path, tmp_path: Path) -> None:
    for step, seen in await transcript.play(path, tmp_path):
        expected = [line for line in step.seen if line != "(没有话)"]
        assert len(expected) == len(seen) and all(map(transcript.matches, expected, seen)), (
            f"{path.name}:{step.number}: {step.text}\nexpected:\n  "
            + "\n  ".join(expected or ["(没有话)"])
            + "\nseen:\n  "
            + "\n  ".join(seen or ["(没有话)"])
        )
