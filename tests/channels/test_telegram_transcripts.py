"""The conversations of tests/conversations, on Telegram."""

from pathlib import Path

import pytest

from tests.channels import player

FOLDER = Path(__file__).parent.parent / "conversations"
RESTING = "how fast somebody speaks is seen by Telegram's own time, which only passes: test_telegram_floods.py"
ELSEWHERE = {  # what cannot be the same there, and why
    "不是值班的人": "who presses in the duty group is shown to the head; the trial knows its staff beforehand",
    "导出": "a document is no text on the screen: tests/channels/test_telegram_export.py looks into it",
    "我的资料": "a document is no text on the screen",
    "办完一年以后": "what stands in Telegram is theirs to erase; what stands in the web chat goes with the words",
    "说得太快": RESTING,
    "群里刷屏": RESTING,
    "群里都在叫它": RESTING,
    "Too fast": RESTING,
    "只有照片": "an album arrives photo by photo, and is answered when its second is over",
}
TWO = "\n小区: 两个\n"  # tests/channels/test_telegram_communities.py has them on Telegram
WECHAT = (" 在 微信", " in wechat")  # a channel of its own, with a budget: tests/channels/test_wecom_kf.py
FILES = [
    path
    for path in sorted(FOLDER.glob("*.txt"))
    if path.stem not in ELSEWHERE and not any(each in path.read_text(encoding="utf-8") for each in (TWO, *WECHAT))
]


def test_every_exception_is_a_file() -> None:
    assert ELSEWHERE.keys() <= {path.stem for path in FOLDER.glob("*.txt")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_conversation(path: Path, tmp_path: Path, hasty: None) -> None:
    for step, seen in await player.play(path, tmp_path):
        expected = [line for line in step.seen if line != "(没有话)"]
        assert player.same(expected, seen), (
            f"{path.name}:{step.number}: {step.text}\nexpected:\n  "
            + "\n  ".join(expected or ["(没有话)"])
            + "\nseen:\n  "
            + "\n  ".join(seen or ["(没有话)"])
        )
