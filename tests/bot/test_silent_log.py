"""A process of its own is driven through what goes well and what goes wrong, and its log betrays nobody."""

import json
import logging
import re
from pathlib import Path

import httpx
import pytest

from bot import server
from bot.channels.telegram.intake import secret
from bot.logs import Redacting, Structured
from bot.program import running
from config.settings import Settings
from tests import canaries
from tests.bot.test_start_and_stop import ended, line, start
from tests.conftest import EARS
from tests.fuzz.doors import NOWHERE

TOKEN = "7000000001:AAF-canary-of-a-token-that-no-log-may-show"
WORDS = "蓝梯子旁边那盏灯canary不亮了"


def _update(number: int, **changes: object) -> dict[str, object]:
    who = {"id": 5, "is_bot": False, "first_name": WORDS}
    said = {"message_id": number, "date": 1, "chat": {"id": 5, "type": "private"}, "from": who, "text": WORDS}
    return {"update_id": number, "message": said | changes}


@pytest.mark.parametrize("form", ["text", "json"])
async def test_neither_the_token_nor_words_are_in_it(tmp_path: Path, form: str) -> None:
    settings = {
        "HUIYIN_TELEGRAM_TOKEN": TOKEN,
        "HUIYIN_TELEGRAM_BASE_URL": NOWHERE,
        "HUIYIN_PUBLIC_URL": "https://desk.example.org",
        "HUIYIN_LOG_LEVEL": "DEBUG",
        "HUIYIN_LOG_FORMAT": form,
    }
    process = await start(tmp_path, "-m", "bot", **settings)
    try:
        address = ""
        while not (found := re.search(r"http://127\.0\.0\.1:\d+", address)):
            address = await line(process.stdout)
        async with httpx.AsyncClient(base_url=found[0], timeout=20) as client:
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret(TOKEN)}
            updates = [_update(1), _update(2, date=WORDS), _update(3, chat={"id": WORDS}), _update(4, location=WORDS)]
            updates.append(_update(5, photo=WORDS))
            for update in updates:
                answer = await client.post("/telegram/7000000001", content=json.dumps(update), headers=headers)
                assert answer.status_code == 200
            ours = {"Origin": "https://desk.example.org"}
            said = {"key": "0" * 32, "text": WORDS, "name": WORDS}
            assert (await client.post("/chat/say", data=said, headers=ours)).status_code == 200
            await client.get("/board", params={"q": WORDS})
            while (await client.get("/healthz")).json()["parked"] < 3:
                pass
    finally:
        process.terminate()
    _, out, log = await ended(process)
    assert log.count("parked inbox row") >= 3 and "unreachable" in log  # or nothing was tried
    for part in ("canary", "蓝梯子", TOKEN[11:], secret(TOKEN)):
        assert part not in log and part not in out


@pytest.mark.parametrize("form", [Redacting, Structured])
def test_an_exception_shows_its_place_and_not_what_it_says(form: type[Redacting]) -> None:
    try:
        try:
            int(WORDS)
        except ValueError as error:
            raise ExceptionGroup(WORDS, [KeyError(WORDS), OSError(28, "No space left on device")]) from error
    except ExceptionGroup:
        import sys

        record = logging.LogRecord("any", logging.ERROR, "", 0, "it failed", (), sys.exc_info())
    said = form(()).format(record)
    assert "canary" not in said and "蓝梯子" not in said
    for part in ("ValueError", "KeyError", "No space left on device", "test_silent_log.py", "which led to"):
        assert part in said


@pytest.mark.parametrize(
    "said", ["3号楼2单元楼道灯不亮", "我电话13911112222", f"bot{TOKEN}", "要帮您报上去吗，蓝梯子旁边"]
)
def test_the_ear_hears_what_no_log_may_say(said: str) -> None:
    logging.getLogger("any.library").error("it failed: %s", said)
    betrayed, EARS.betrayed = EARS.betrayed, []
    assert betrayed or TOKEN in said  # a token is taken out of every line
    with pytest.raises(AssertionError):
        canaries.silent(said)


def test_a_library_never_says_all_it_reads_and_writes() -> None:
    heard = EARS.heard
    for name in ("aiosqlite", "httpcore.http11", "websockets.client", "a.library.of.tomorrow"):
        logging.getLogger(name).debug("executing %s", WORDS)
    assert EARS.heard == heard
    logging.getLogger("bot.reader").debug("heard")
    assert EARS.heard == heard + 1


async def test_a_page_that_fails_is_told_of_in_our_log_without_words(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    def fails() -> list[str]:
        raise ValueError(WORDS)

    config = Settings(database=tmp_path / "huiyin.db", port=0, _env_file=None)
    with server.listen(config) as listener:
        async with running(config) as program, server.serving(program.site, listener) as address:
            program.site.troubles = fails
            async with httpx.AsyncClient(base_url=address) as client:
                assert (await client.get("/healthz")).status_code == 500
    assert "canary" not in "".join(capfd.readouterr())
    said = [record for record in caplog.records if record.name == "uvicorn.error"]
    assert len(said) == 1 and "test_silent_log.py" in Redacting(()).format(said[0])
