"""The whole product: every action, tried by every role at every place, and every button forged in every way there.

Made from MAY and from the tables of buttons, so that nothing new is left out.  A cell is done where MAY says so, or it
is refused in words and changes nothing; what is found names its cell.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from domain.people import ChatKind, Role
from domain.permissions import MAY
from domain.reports import residents
from domain.talk.drafts import Draft, Stage
from domain.understanding.result import Place as Spot
from handlers.reports import report_presses
from handlers.talk import draft_presses
from storage import chats, drafts
from storage.chats import PAGES
from storage.db import Tx
from tests.roles.elsewhere import PLACES, Elsewhere, NotThere, Place, Still, at_once, desk, taken_back
from tests.roles.scene import HOME, OTHER, Who, cast
from tests.roles.ways import WAYS, Way
from tests.torture.record import Round

TRIED = tuple(role for role in Role if role is not Role.DESK)  # the desk is the clock, and presses nothing
# Words of whoever may add are kept as words, also where the number in them is nobody's business.
INSTEAD = {"leave_contact": "add", "nudge_in_words": "add", "rate_in_words": "add", "export_words": "export"}
# Not about one grid: whoever files for others may be told of anything, wherever it is.
ANYWHERE = {"file_for_others": "in-another-grid", "see_figures": "in-another-grid"}
AMONG_STAFF = {"see_queue": "in-another-grid"}  # all of it stands in the duty group anyway

ON_REPORTS = sorted(report_presses.STAFF | set(residents.VERBS) | {"another"})
CYCLED = sorted((report_presses.STAFF - {"card", "ring"}) | residents.CYCLED)
ON_DRAFTS = sorted(draft_presses.VERBS)
GARBAGE = (
    "", "take", "take:1", "take:1:1", "Take:1:1:today", "known:1:1:today:today", "take:-1:1:today", "take: 1:1:today",
    "take:1.0:1:today", "take:\u0661:1:today", "__class__:1:1:", "press:1:1:", "take:1:1:today".ljust(65), ":::",
    "take:" + "9" * 40 + ":1:today", "\ud800", "\0take:1:1:today", "resolve:1:1:'; DROP TABLE report",
)  # fmt: skip
THEIRS, OLD, FOREIGN, NOTHING, NEVER = (
    "a button of another community",
    "a button of another cycle",
    "a button of somebody else's draft",
    "a button of nothing there is",
    "what never was a button",
)
_BUTTONS = {THEIRS: ON_REPORTS, OLD: CYCLED, FOREIGN: ON_DRAFTS, NOTHING: [*ON_REPORTS, *ON_DRAFTS], NEVER: GARBAGE}
_MANAGER = Who("the-manager", frozenset(), ((HOME, Role.MANAGER, ()),))


@dataclass(frozen=True, slots=True)
class Tried:
    """An action, by somebody."""

    action: str
    way: Way
    who: str

    def __str__(self) -> str:
        return f"{self.action} ({self.way.__name__}) by {self.who}"


@dataclass(frozen=True, slots=True)
class Forged:
    """A button, made by hand by the manager, who may do all of it where it belongs."""

    how: str
    verb: str

    def __str__(self) -> str:
        return f"{self.how}: {self.verb!r}"


Cell = Tried | Forged


def cells(place: Place) -> list[Cell]:
    """All that is tried there."""
    tried = [Tried(action, way, who.name) for action, who in product(MAY, cast(TRIED)) for way in WAYS[action]]
    return [*tried, *(Forged(how, verb) for how, verbs in _BUTTONS.items() for verb in verbs)]


def tried_more(way: str, who: Who) -> bool:
    """Whether the same words are carried out as something else that they may do."""
    return bool(MAY[INSTEAD[way]] & who.roles) if way in INSTEAD else False


def play(tx: Tx, running: Still, place: Place, chosen: Iterable[Cell]) -> Iterator[str]:
    """What is wrong, with the cell that shows it."""
    scene = Elsewhere(running, place=place, channel=place.channel, tx=tx)
    with taken_back(tx):
        scene.neighbour = at_once(scene.enter(scene.neighbour))
        people = {who.name: at_once(scene.enter(who)) for who in (*cast(TRIED), _MANAGER)}
        for cell in chosen:
            scene.before, scene.acted = None, set()
            with taken_back(tx):
                if isinstance(cell, Tried):
                    found = at_once(_tried(scene, cell, people[cell.who]))
                else:
                    found = at_once(_forged(scene, cell, people[_MANAGER.name]))
            yield from (f"{place.name}: {cell}: {each}" for each in found)


async def _tried(scene: Elsewhere, cell: Tried, who: Who) -> Sequence[str]:
    try:
        worked = await cell.way(scene, who)
    except NotThere:
        return ()
    if betrayed := await scene.betrayed():
        return [f"everybody reads {betrayed}"]
    allowed = bool(MAY[cell.action] & who.roles) or who.name == ANYWHERE.get(cell.action)
    if scene.place.kind is ChatKind.DUTY:
        allowed = allowed or who.name == AMONG_STAFF.get(cell.action)
    if worked:
        return () if allowed else ["it was done"]
    if allowed and scene.place.kind is ChatKind.PRIVATE and (who.grants or scene.place.channel != PAGES):
        return ["it was not done"]
    return () if tried_more(cell.way.__name__, who) else await _refusal(scene, who)


async def _forged(scene: Elsewhere, cell: Forged, who: Who) -> Sequence[str]:
    at, verb = scene.running.clock.at, cell.verb
    if cell.how == NEVER:
        await scene.report(scene.neighbour)
        await scene.send(who, verb)
    elif cell.how == NOTHING:
        await scene.press(who, verb, 10**9)
    elif cell.how == THEIRS:
        await scene.press(who, verb, await scene.report(scene.neighbour, community=OTHER, reporter=None))
    elif cell.how == OLD:
        await scene.press(who, verb, await scene.report(scene.neighbour, cycle=3), cycle=2)
    else:
        chat = await scene.do(chats.get, scene.neighbour.chat, scene.running.desk.channels)
        assert chat is not None
        id_, place = await scene.do(drafts.fresh), Spot("3号楼", "b3", "g1")
        words = (("m", "灯不亮"),)
        draft = Draft(id_, chat.id, scene.neighbour.id, Stage.ASKING, at, words, ("m",), place=place, grid="g1")
        await scene.do(drafts.put, draft)
        await scene.press(who, verb, id_)
    return await _refusal(scene, who)


async def _refusal(scene: Elsewhere, who: Who) -> list[str]:
    left = [f"left {each}" for each in await scene.traces(who)]
    return left if await scene.shown(who) else [*left, "no word of refusal"]


async def all_of_it(folder: Path, seed: str) -> Round:
    """One place of ``make fuzz``, by its number."""
    place = PLACES[int(seed.rpartition(":")[2]) - 1]
    every = cells(place)
    async with desk(folder) as running:
        wrong = await running.desk.db.write(lambda tx: list(play(tx, running, place, every)))
    return Round({"inputs": float(len(every))}, wrong)
