"""The files behind a desk, read so that everything that is wrong in them is found at once."""

import os
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from config import categories, community, problems, wecom, wording
from config.errors import ConfigError
from config.settings import HERE, PLACE, Settings
from config.wecom import WeCom
from domain.categories import Categories
from domain.community import Community

Say = Callable[..., str]


class Level(StrEnum):
    """What a finding asks for."""

    GOOD = "ok"
    HINT = "--"  # works without; better with
    WRONG = "!!"  # somebody should do something
    STOP = "xx"  # it will not start


@dataclass(slots=True)
class Read:
    """What could be read, and in words what could not."""

    kinds: Categories | None = None
    homes: dict[str, Community] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    wecom: WeCom | None = None
    untranslated: list[str] = field(default_factory=list)


def spoken_here() -> str:
    """The language of the environment when it is English, else Chinese."""
    where = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if where.startswith("en") else "zh-CN"


def explained(error: ConfigError) -> str:
    """What stops the start, for whoever stands at the console; all of it is one command away."""
    try:
        say = words(spoken_here())
    except ConfigError:
        return str(error)
    return f"{told(error, say)}\n{say('check-how')}"


def words(lang: str) -> Say:
    """The wording, whatever else is wrong.  Raises ``ConfigError`` when the wording itself is."""
    texts = wording.load(categories.load(HERE / "categories.toml"))

    def say(key: str, **args: str | int) -> str:
        return texts.text(lang, key, **args)

    return say


def everything(config: Settings, say: Say) -> Read:
    """Read every file."""
    found = Read()
    found.kinds, wrong = problems.every(config.categories, categories.understood)
    found.errors += [told(error, say) for error in wrong]
    try:
        files = community.files(config.community)
    except ConfigError as error:
        found.errors.append(told(error, say))
        files = []
    shipped = categories.load(HERE / "categories.toml")
    for path in files:
        home, wrong = problems.every(path, community.understood)
        if home:
            wrong += _adapted(found.kinds or shipped, home)
        if home and home.code in found.homes:
            wrong.append(community.same_code(path, home.code))
        found.errors += [told(error, say) for error in wrong]
        if home and not wrong:
            found.homes[home.code] = home
    if config.wecom and found.homes:
        found.wecom, wrong = problems.every(config.wecom, lambda file: wecom.understood(file, found.homes))
        found.errors += [told(error, say) for error in wrong]
    found.untranslated = [say("check-wording", file=str(path), text=key) for path, key in _untranslated()]
    return found


def told(error: ConfigError, say: Say) -> str:
    """File, key, what is wrong there, and an example, in words."""
    example = say("check-example", example=_EXAMPLES.get(error.example, error.example)) if error.example else ""
    file = say("check-settings") if error.file == PLACE else str(error.file)
    line = re.fullmatch(r"line (\d+)", error.key)
    key = say("problem-line", line=line[1]) if line else error.key
    where = f"{file}: {key}" if key else file
    return say("check-problem", where=where, problem=_translated(error.problem, say), example=example)


def _adapted(kinds: Categories, home: Community) -> list[ConfigError]:
    """The own deadlines of a community, category by category."""
    found = []
    for code, changes in home.categories.items():
        try:
            categories.adapted(kinds, replace(home, categories={code: changes}))
        except ConfigError as error:
            found.append(error)
    return found


def _untranslated() -> list[tuple[Path, str]]:
    """Texts that one language has and another does not."""
    keys = {
        (lang, name.name): set(re.findall(r"^([a-z][\w-]*) =", name.read_text(encoding="utf-8"), re.MULTILINE))
        for lang in wording.LANGUAGES
        for name in (wording.FOLDER / lang).glob("*.ftl")
    }
    everywhere = {name: set().union(*(keys.get((lang, name), set()) for lang in wording.LANGUAGES)) for _, name in keys}
    return [
        (wording.FOLDER / lang / name, key)
        for name, all_keys in sorted(everywhere.items())
        for lang in wording.LANGUAGES
        for key in sorted(all_keys - keys.get((lang, name), set()))
    ]


# The readers say what is wrong in English, as the log and a failed start do; here those sentences find their
# text in the asker's language.  A sentence that is not listed is shown as it is.
_EXAMPLES = {"each name once": 'zh = "3号楼"'}
_SENTENCES = {
    "list-columns": r"no column is called one of (?P<a>.*)",
    "list-twice": r'two columns say the same: "(?P<a>.*)"',
    "list-code": r'"(?P<a>.*)" is no code: letters, digits, - and _, .*',
    "list-taken": r'the code "(?P<a>.*)" is taken by (?P<b>.*)',
    "list-building": r'there is no building "(?P<a>.*)"; known are (?P<b>.*) …',
    "list-nowhere": r"(?P<a>\S+) has neither a building nor a grid",
    "list-nameless": r"(?P<a>\S+) has no name",
    "list-point": r"(?P<a>\S+) stands at no latitude and longitude",
    "list-long": r"the name of (?P<a>\S+) is longer than (?P<b>\d+) characters",
    "list-large": r"is larger than (?P<a>\d+) MB",
    "list-quotes": r"cannot be taken apart \((?P<a>.*)\)",
    "list-text": r"is no text; save it as CSV UTF-8",
    "list-empty": r"names nothing",
    "reads-nothing": r"nothing is called so here; (?:did you mean (?P<a>.*)\?)",
    "unknown": r"nothing is called so here; known are (?P<a>.*)",
    "missing-text": r"should be a text in quotes, but is missing",
    "missing-table": r"should be a table, but is missing",
    "missing-number": r"should be a number above 0, but is missing",
    "no-text": r"should be a text in quotes, not (?P<a>.*)",
    "no-texts": r"should be a list of texts in quotes, not (?P<a>.*)",
    "no-number": r"should be a number above 0, not (?P<a>.*)",
    "no-flag": r"should be true or false, not (?P<a>.*)",
    "no-table": r"should be a table, not (?P<a>.*)",
    "no-choice": r'should be one of (?P<a>.*), not "(?P<b>.*)"',
    "no-grids": r"at least one grid is needed",
    "no-corp": r"no corp is set up here",
    "no-rows": r"should be a list of tables, headed (?P<a>.*)",
    "no-secret": r"should be a text in quotes, not anything else",
    "no-agent": r"should be the AgentId, a whole number",
    "no-aes-key": r"should be the EncodingAESKey, 43 letters and digits; here are (?P<a>.*)",
    "no-aes-signs": r"should be the EncodingAESKey, but has other signs in it",
    "no-webhook-key": r"should be only what follows key= in the address",
    "no-wecom-id": r'"(?P<a>.*)" is no id as WeCom gives them',
    "no-host": r'"(?P<a>.*)" is not the name of a host',
    "no-community": r'there is no community "(?P<a>.*)"; known are (?P<b>.*)',
    "no-app": r"is missing; customer groups are written to through an app",
    "twice": r"stands here twice",
    "no-code": r"codes are small letters, digits and _, at most 32",
    "same-code": r'another file is called "(?P<a>.*)" too',
    "no-files": r"holds no community file; make init writes one",
    "no-zone": r'"(?P<a>.*)" is not a time zone',
    "no-phone": r'"(?P<a>.*)" is not a phone number',
    "no-duty": r"is missing; residents are given it when nothing else helps",
    "no-company": r'there is no company "(?P<a>.*)"; known are (?P<b>.*)',
    "no-grid": r'there is no grid "(?P<a>.*)"; known are (?P<b>.*)',
    "same-name": r'"(?P<a>.*)" is already the name of (?P<b>.*)',
    "no-point": r"should be latitude and longitude, not (?P<a>.*)",
    "no-staff": r'"(?P<a>.*)" is not one of the staff: (?P<b>.*)',
    "no-trade": r'"(?P<a>.*)" is not a trade: (?P<b>.*)',
    "other-trade": r'"(?P<a>.*)" is not of the trades of this shift',
    "no-day": r'"(?P<a>.*)" is not a day: (?P<b>.*)',
    "no-date": r'"(?P<a>.*)" is not a date',
    "no-time": r'"(?P<a>.*)" is not a time of day',
    "no-standard": r'"(?P<a>.*)" is no code of it',
    "no-pattern": r'"(?P<a>.*)" is not a pattern: (?P<b>.*)',
    "no-other": r"is missing; what fits nowhere goes there",
    "two-deadlines": r"resolve_workdays is given too; keep one of them",
    "no-whole-days": r"should be a whole number of days",
    "no-list": r"belongs to a singlevaluelist or a multivaluelist, and to nothing else",
    "no-question-code": r"should be a short code of small letters, digits and _",
    "no-danger": r'no danger is called "(?P<a>.*)"',
    "no-gap": r'"(?P<a>.*)" needs one word before and one after the …',
    "no-patterns": r"at least one pattern is needed",
    "reserved": r'"(?P<a>.*)" begins links of another kind',
    "no-calendar": r'"(?P<a>.*)" is none of (?P<b>.*)',
    "no-share": r"should be a number from 0 to (?P<a>.*), not (?P<b>.*)",
    "no-weights": r"the three weights cannot all be 0",
    "no-quiet": r"begins when it ends",
    "no-area": r"should be a list of at least three points",
    "no-asset-code": r"a code has digits in it",
    "same-asset": r"reads like (?P<a>.*)",
    "no-building": r'there is no building "(?P<a>.*)"',
    "own-outside": r'"(?P<a>.*)" is a place of your own',
    "no-own-minute": r"at :00 and :30 everybody's messages come at once; take another minute",
    "chinese-signs": r"is not TOML: line (?P<a>\d+) has (?P<b>.) where TOML wants (?P<c>.)",
    "not-toml-at": r"is not TOML: (?P<a>.*) \(at line (?P<b>\d+), column (?P<c>\d+)\)",
    "not-toml": r"is not TOML: (?P<a>.*)",
    "not-utf8": r"is not UTF-8 text; save it as UTF-8",
    "unreadable": r"cannot be read: (?P<a>.*)",
    "no-listening": r"cannot listen on (?P<a>.*) \((?P<b>.*)\)",
    "no-token": r"is not a token as BotFather gives it",
    "not-ours": r"belongs to another user; start this as the user who may read it",
    "no-file": r'"(?P<a>.*)" is not a file',
    "no-program": r'"(?P<a>.*)" is not a program that can be run',
    "no-address": r"is not a web address",
    "trial-host": r"a trial lets every visitor act as the head, so .*",
}


def _translated(problem: str, say: Say) -> str:
    for key, sentence in _SENTENCES.items():
        if match := re.fullmatch(sentence, problem, re.DOTALL):
            return say(f"problem-{key}", **match.groupdict())
    return problem
