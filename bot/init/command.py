"""``huiyin init``: asks a few questions, or takes flags, and writes a community file and ``.env``."""

import argparse
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from bot.init import write as write
from bot.init.ask import NEEDED, QUESTIONS, Console, Dialogue, Raw, Say, Terminal, check, defaults
from bot.init.names import Misread, Note
from bot.init.read import community as understood
from config import categories, community, wording
from config.settings import HERE
from domain.community import Building, Community

ENV = Path(".env")
SHOWN = 12  # buildings of a grid in the summary
_FLAGS = {"token": "token_file", "duty": "duty", "public_url": "public_url"}
_ENCODINGS = ("utf-8-sig", "gb18030")  # what spreadsheets write in China


def run(options: argparse.Namespace, lang: str) -> int:
    """0 = written, 1 = nothing was written, 2 = a flag says something that cannot be meant."""
    words = wording.load(categories.load(HERE / "categories.toml"))

    def say(key: str, **args: str | int) -> str:
        return words.text(lang, key, **args)

    console = Terminal()
    folder = None if options.force else Path(write.FOLDER)
    try:
        raw = _from_flags(options, say)
        if options.yes:
            for question in QUESTIONS:
                raw.setdefault(question.key, defaults(raw)[question.key])
        if wrong := _wrong(raw, say, complete=options.yes):
            print(f"huiyin init: {wrong}", file=sys.stderr)
            return 2
        if not options.yes:
            Dialogue(console, say, folder, lang).run(raw)
        home, agreed = _settled(raw, options.yes, console, say, Dialogue(console, say, folder, lang))
    except _Unusable as unusable:
        print(f"huiyin init: {unusable}", file=sys.stderr)
        return 2
    except (KeyboardInterrupt, EOFError):
        console.show(f"\n{say('init-gave-up')}")
        return 1
    if not agreed:
        console.show(say("init-gave-up"))
        return 1
    try:
        return _write(home, raw, options.force, console, say)
    except OSError as error:
        print(say("init-cannot-write", path=str(error.filename), why=str(error.strerror)), file=sys.stderr)
        return 1


class _Unusable(Exception):
    """A flag that cannot be meant; the words say why."""


# --- flags ----------------------------------------------------------------------------------------------


def _from_flags(options: argparse.Namespace, say: Say) -> Raw:
    plain = ("name", "name_en", "code", "zone", "duty", "shifts", "public_url")
    raw: Raw = {key: getattr(options, key) for key in plain if getattr(options, key) is not None}
    for given in options.phone or ():
        kind, _, number = given.partition("=")
        if kind not in defaults({}) or f"init-ask-{kind}" == "init-ask-duty":
            raise _Unusable(say("init-wrong-flag", flag="--phone", problem=say("init-wrong-phone", text=given)))
        raw[kind] = number
    if options.company:
        raw["companies"] = "\n".join(options.company)
    if options.grids is not None:
        raw["grids"] = options.grids if options.grids.strip().isdecimal() else _content(options.grids, "--grids", say)
    for key in ("buildings", "places"):
        if getattr(options, key) is not None:
            raw[key] = _content(getattr(options, key), f"--{key}", say)
    if options.token_file is not None:
        raw["token"] = _content(options.token_file, "--token-file", say)
    return raw


def _content(name: str, flag: str, say: Say) -> str:
    try:
        content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        problem = say("init-wrong-file", path=name, why=str(error.strerror))
        raise _Unusable(say("init-wrong-flag", flag=flag, problem=problem)) from error
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    for encoding in _ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _Unusable(say("init-wrong-flag", flag=flag, problem=say("init-wrong-file", path=name, why="UTF-8, GBK")))


def _wrong(raw: Raw, say: Say, complete: bool) -> str | None:
    """What is wrong with the flags, in words."""
    filled = {question.key: raw.get(question.key, question.default) for question in QUESTIONS}
    for key in filled:
        if key not in raw and not (complete and key in NEEDED):
            continue
        if key in ("buildings", "places") and not complete:
            continue  # the dialogue looks at them once the grids are known
        try:
            check(key, filled, None)
        except Misread as misread:
            problem = say(f"init-wrong-{misread.key}", **misread.args_of_text)
            return say("init-wrong-flag", flag=f"--{_FLAGS.get(key, key).replace('_', '-')}", problem=problem)
    return None


# --- agreeing -------------------------------------------------------------------------------------------


def _settled(raw: Raw, yes: bool, console: Console, say: Say, dialogue: Dialogue) -> tuple[Community, bool]:
    """The community that somebody said yes to; or the one that they gave up."""
    wrong = ""
    while True:
        home, notes = understood(raw)
        for line in () if wrong else _summary(home, notes, bool(raw["token"].strip()), say):
            console.show(line)
        if yes:
            return home, True
        items = [f"{at} {say(f'init-name-{question.key}')}" for at, question in enumerate(QUESTIONS, 1)]
        console.show(wrong or f"\n{say('init-change', items='  '.join(items))}")
        console.show(say("init-confirm"))
        answer, wrong = console.line().strip().lower(), ""
        if answer in ("n", "no", "不", "否"):
            return home, False
        if answer.isdecimal() and 1 <= int(answer) <= len(QUESTIONS):
            dialogue.ask(QUESTIONS[int(answer) - 1], raw)
            dialogue.settle(raw)
        elif answer in ("", "y", "yes", "写", "写入", "是", "好"):
            return home, True
        else:
            wrong = f"! {say('init-wrong-confirm', text=answer[:SHOWN], count=len(QUESTIONS))}"


def _summary(home: Community, notes: Iterable[Note], real: bool, say: Say) -> Iterable[str]:
    counts = {key: len(getattr(home, key)) for key in ("grids", "buildings", "companies", "shifts")}
    yield "\n" + say("init-summary", name=home.names["zh-CN"], code=home.code, **counts)
    for grid in home.grids.values():
        names = [_called(each) for each in home.buildings.values() if each.grid == grid.code]
        officer = " ".join(filter(None, (grid.officer, grid.phone)))
        title = grid.names["zh-CN"] + (say("init-summary-officer", officer=officer) if officer else "")
        some = "、".join(names[:SHOWN])
        listed = say("init-summary-more", names=some) if len(names) > SHOWN else some
        yield "  " + say("init-summary-grid", grid=title, count=len(names), names=listed)
    alone = [each.names["zh-CN"] for each in home.buildings.values() if not each.company]
    if home.companies and alone:
        yield "  " + say("init-summary-alone", names="、".join(alone[:SHOWN]) + ("…" if len(alone) > SHOWN else ""))
    for kind, number in home.phones.items():
        yield "  " + say("init-summary-phone", name=say(f"init-name-{kind}"), phone=number)
    for company in home.companies.values():
        yield "  " + say("init-summary-phone", name=company.names["zh-CN"], phone=company.phone)
    for note in notes:
        yield "- " + say(f"init-note-{note.key}", **note.args)
    yield say("init-summary-real" if real else "init-summary-trial")


def _called(building: Building) -> str:
    """A building with its other names."""
    others = "、".join(building.aliases)
    return f"{building.names['zh-CN']}（{others}）" if others else building.names["zh-CN"]


# --- writing --------------------------------------------------------------------------------------------


def _write(home: Community, raw: Raw, force: bool, console: Console, say: Say) -> int:
    def told(key: str) -> str:
        return say(key, name=home.names["zh-CN"]) if key == "init-file-head" else say(key)

    text = write.community_file(home, told)
    _prove(home, text)
    path = Path(write.FOLDER) / f"{home.code}.toml"
    if path.exists():
        if not force:
            console.show(say("init-exists", path=str(path)))
            return 1
        console.show(say("init-copied", path=str(write.keep_copy(path))))
    write.put(path, text)
    console.show("\n" + say("init-wrote", path=str(path)))
    token = raw["token"].strip()
    settings = write.env_file(home.code, token, raw["public_url"].strip(), say)
    _write_env(settings, force, console, say)
    beside = Path("Makefile").exists()
    commands = {"check": "make doctor", "run": "make run"} if beside else {"check": "huiyin check", "run": "huiyin run"}
    console.show("\n" + say("init-next-real" if token else "init-next-trial", **commands))
    return 0


def _write_env(settings: str, force: bool, console: Console, say: Say) -> None:
    if ENV.exists():
        old = ENV.read_text(encoding="utf-8")
        lines = write.missing(old, settings)
        if not lines:
            return
        if not force:
            console.show(say("init-kept", path=str(ENV)))
            console.show(say("init-add-lines", path=str(ENV), lines="\n".join(lines)))
            return
        console.show(say("init-copied", path=str(write.keep_copy(ENV))))
        settings = write.joined(old, settings)
    write.put(ENV, settings, 0o600)
    console.show(say("init-wrote", path=str(ENV)))


def _prove(home: Community, text: str) -> None:
    """The program will read back what somebody agreed to; otherwise nothing is written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "community.toml"
        path.write_text(text, encoding="utf-8")
        if replace(community.load(path), file="") != home:
            raise AssertionError("what was written is not what is read")
