"""What rings a phone: a web hook and a program are told, again until they take it, and never anything secret."""

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bot import seed
from bot.channels import SendFailed
from bot.channels.alarm import Alarm
from bot.sender import Sender
from domain.effects import Priority
from storage import outbox
from storage.db import Database, Tx, open_database
from storage.sending import Slot
from tests.bot.conftest import NOW, SetClock, at_work, until

TOLD = {"community": "ginkgo", "number": 1001, "place": "3号楼", "minutes": 0}


class Hook(ThreadingHTTPServer):
    """A web hook that gives these answers, one after the other, and keeps what it was told."""

    def __init__(self, *answers: int) -> None:
        super().__init__(("127.0.0.1", 0), _Told)
        self.answers, self.told = list(answers), list[Any]()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/ring?key=hush"


class _Told(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        hook = self.server
        assert isinstance(hook, Hook)
        body = self.rfile.read(int(self.headers["content-length"]))
        hook.told.append((self.path, self.headers["content-type"], json.loads(body)))
        self.send_response(hook.answers.pop(0))
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


@contextmanager
def hook(*answers: int) -> Iterator[Hook]:
    with Hook(*answers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def program(folder: Path, *lines: str) -> Path:
    path = folder / "ring"
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o700)
    return path


def slot(target: str) -> Slot:
    return Slot(7, 1, "alarm", target, None, None, None, 0, {"alarm": TOLD}, 1, 0, None, None, 0, Priority.DANGER)


def put(tx: Tx, alarm: Alarm, expires_at: int) -> None:
    for n, chat in enumerate(seed.alarm_chats(tx, alarm.name, alarm.targets)):
        outbox.put(
            tx, 1, n, chat, {"alarm": TOLD}, NOW, priority=Priority.DANGER, tag=f"ring:1:{n}", expires_at=expires_at
        )


def states(tx: Tx) -> dict[str, str]:
    return dict(tx.all("SELECT chat.external, slot.state FROM slot JOIN chat ON chat.id = slot.chat"))


def sender(db: Database, alarm: Alarm, clock: SetClock) -> Sender:
    return Sender(db, {alarm.name: alarm}, clock, look_again=0.01, backoff_ms=(0,))


async def test_a_web_hook_is_told_again_until_it_says_yes(tmp_path: Path) -> None:
    clock = SetClock()
    with hook(500, 302, 200) as server:
        alarm = Alarm(None, server.url)
        async with open_database(tmp_path / "huiyin.db") as db:
            await db.write(put, alarm, clock.ms + 1)
            async with at_work(sender(db, alarm, clock).run()):
                await until(lambda: db.write(lambda tx: states(tx) == {"url": "sent"}))
        assert server.told == [("/ring?key=hush", "application/json", {**TOLD, "trial": False})] * 3
        assert alarm.trouble is None


async def test_one_that_never_answers_is_given_up_and_the_other_does_not_wait(tmp_path: Path) -> None:
    clock = SetClock()
    alarm = Alarm(program(tmp_path, "exit 3"), "http://127.0.0.1:9/ring?key=hush")
    async with open_database(tmp_path / "huiyin.db") as db:
        await db.write(put, alarm, clock.ms + 1)
        async with at_work(sender(db, alarm, clock).run()):
            await until(lambda: _both_failed(alarm))
            program(tmp_path, "exit 0")
            await until(lambda: db.write(lambda tx: states(tx) == {"command": "sent", "url": "waiting"}))
            clock.ms += 1
            await until(lambda: db.write(lambda tx: states(tx)["url"] == "expired"))
    assert alarm.trouble == "the alarm address did not answer (ConnectError)"


async def _both_failed(alarm: Alarm) -> bool:
    await asyncio.sleep(0)
    return alarm.trouble is not None and "ended with 3" in alarm.trouble and "ConnectError" in alarm.trouble


async def test_a_program_gets_the_alarm_and_none_of_our_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HUIYIN_TELEGRAM_TOKEN", "123456789:AAF-a_token_that_nobody_ever_gave_out")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    program(tmp_path, 'cat > "$HOME/told"', 'env > "$HOME/seen"')
    assert await Alarm(Path("ring"), None, trial=True).send(slot("command")) == "rung:7"
    assert json.loads((tmp_path / "told").read_text(encoding="utf-8")) == {**TOLD, "trial": True}
    seen = {line.split("=")[0] for line in (tmp_path / "seen").read_text(encoding="utf-8").splitlines()}
    assert {"PATH", "HOME"} <= seen <= {"PATH", "HOME", "LANG", "PWD", "OLDPWD", "SHLVL", "_"}  # a shell adds its own


async def test_what_hangs_is_ended_and_tried_again(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "never")
    alarm = Alarm(program(tmp_path, f"read line < {tmp_path / 'never'}"), None, within=timedelta(seconds=0.2))
    with pytest.raises(SendFailed, match="took too long") as failed:
        await alarm.send(slot("command"))
    assert not failed.value.permanent and alarm.trouble == "the alarm command took too long"


async def test_a_program_that_does_not_listen_has_rung(tmp_path: Path) -> None:
    assert await Alarm(program(tmp_path, "exec <&-", "exit 0"), None).send(slot("command"))


@pytest.mark.parametrize(
    ("text", "why"), [(None, "No such file"), ("no program", "Exec format error"), ("#!/nowhere/sh\n", "No such file")]
)
async def test_what_cannot_be_run_says_so(tmp_path: Path, text: str | None, why: str) -> None:
    path = tmp_path / "ring"
    if text is not None:
        path.write_text(text, encoding="utf-8")
        path.chmod(0o700)
    with pytest.raises(SendFailed, match=f"the alarm command cannot be run \\({why}"):
        await Alarm(path, None).send(slot("command"))


async def test_a_target_that_is_no_longer_set_up_is_given_up_at_once() -> None:
    alarm = Alarm(None, None)
    with pytest.raises(SendFailed) as failed:
        await alarm.send(slot("url"))
    assert failed.value.permanent and alarm.trouble is None and alarm.targets == ()
