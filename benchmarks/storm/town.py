"""Where it happens: the communities of a district, their groups and staff, as a desk has known them for a while."""

from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.storm import crowd
from config.settings import Settings
from domain.people import ChatKind, Role
from storage import chats, people
from storage.db import Tx, open_database
from tests.telegram import FakeTelegram
from tests.telegram.world import Chat, User

CHANNEL, LANG = "telegram", "zh-CN"
STRANGERS = 9_000_000_000  # accounts of those who never write


@dataclass(slots=True)
class Home:
    """One community."""

    code: str
    staff: list[User]
    duty: Chat
    groups: list[Chat] = field(default_factory=list)

    def group(self, building: int) -> Chat:
        """The group of a building."""
        return self.groups[building % len(self.groups)]


def files(folder: Path, count: int) -> Path:
    """A folder with the files of all communities: the sample under other names."""
    sample = Settings(_env_file=None).community.read_text(encoding="utf-8").replace("sample = true", "sample = false")
    folder.mkdir()
    for n in range(count):
        own = sample.replace('code = "ginkgo"', f'code = "{code(n)}"').replace("银杏里", f"银杏{n + 1}里")
        (folder / f"{code(n)}.toml").write_text(own.replace("Ginkgo Lane", f"Ginkgo Lane {n + 1}"), encoding="utf-8")
    return folder


def code(n: int) -> str:
    """What a community is called by the program."""
    return f"home{n + 1}"


def homes(telegram: FakeTelegram, count: int) -> list[Home]:
    """Every community with two of its staff, a duty group and the groups of its buildings."""
    found = []
    for n in range(count):
        staff = [telegram.user(f"{name}{n + 1}", started=True) for name in ("周师傅", "孙姐")]
        home = Home(code(n), staff, telegram.supergroup(f"值班{n + 1}", staff, bot_admin=True))
        home.groups = [telegram.supergroup(f"{n + 1}里{g + 1}群", bot_admin=True) for g in range(crowd.GROUPS)]
        found.append(home)
    return found


async def settle(database: Path, homes: list[Home], known: list[tuple[User, str]], strangers: int) -> None:
    """All this stands in the database, and so many who never write."""
    async with open_database(database) as db:
        await db.write(_settle, homes, known, strangers)


def _settle(tx: Tx, homes: list[Home], known: list[tuple[User, str]], strangers: int) -> None:
    for home in homes:
        for group in home.groups:
            chats.add(tx, CHANNEL, str(group.id), ChatKind.GROUP, home.code, LANG, title=group.title)
        chats.add(tx, CHANNEL, str(home.duty.id), ChatKind.DUTY, home.code, LANG, title=home.duty.title)
        for user, role in zip(home.staff, (Role.STAFF, Role.MANAGER), strict=True):
            person = _knows(tx, str(user.id), user.first_name, home.code)
            people.grant(tx, person, home.code, role, "electrician", ())
    for user, home_code in known:
        _knows(tx, str(user.id), user.first_name, home_code)
    for n in range(strangers):
        _knows(tx, str(STRANGERS + n), f"街坊{n}", code(n % len(homes)))


def _knows(tx: Tx, account: str, name: str, home: str) -> int:
    person = people.add_person(tx, CHANNEL, account, name, LANG)
    chats.add(tx, CHANNEL, account, ChatKind.PRIVATE, home, LANG, person=person.id)
    return person.id
