"""Somebody comes into a private chat whose platform counts: a greeting with a menu, and who speaks with them there.

What waited for them rides along with the greeting (domain/talk/budget.py).  While a person speaks with them the desk is
silent; only danger is heard, since staff must be called whoever reads it first.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from domain import phones
from domain.community import Building, Community, Grid
from domain.context import Context, Crew
from domain.effects import Effects, Priority, Say, Schedule
from domain.lines import Joined, Line, Rows, line
from domain.people import Chat
from domain.reports import cards
from domain.talk.budget import Session
from domain.understanding.result import Place
from domain.where.places import in_building

MINUTES = 10
PATIENCE = timedelta(minutes=MINUTES)  # until staff hear again that somebody waits for a person
MOST_TIMES = 3  # then whoever waits has mostly gone
STILL_THERE = timedelta(hours=1)  # who came by a sign and writes later may be anywhere


def place(community: Community, sign: str, lang: str) -> Place | None:
    """The place of a building's or a thing's sign; None for a code that is none of ours."""
    if asset := community.assets.get(sign):
        spot = in_building(asset.building, community, lang) if asset.building else None
        name = f"{asset.names.get(lang) or next(iter(asset.names.values()))} {asset.code}"
        return Place(name, spot.building if spot else None, asset.grid)
    return in_building(sign, community, lang)


def beside(community: Community, code: str, at: Place) -> Building | Grid | None:
    """What tells more of where a sign is: the building that a thing stands at, the grid of anything else."""
    building = community.buildings.get(at.building or "")
    return building if building and code in community.assets else community.grids.get(at.grid or "")


def sign_of(sign: str, communities: Mapping[str, Community]) -> tuple[str, str]:
    """The community and the code of a sign; no community where several have it, no code where none has."""
    having = [home.code for home in communities.values() if sign in home.assets or sign in home.buildings]
    return having[0] if len(having) == 1 else "", sign if having else ""


def came_by(session: Session | None, now: datetime) -> str:
    """The code on the sign that they came by just now; empty when it served already, or is long ago."""
    fresh = session and session.place and session.place_at and now - session.place_at < STILL_THERE
    return session.place if session and fresh else ""


def welcome(ctx: Context, chat: Chat, at: Place | None) -> Effects:
    """What this is, and the three things that are asked for most."""
    here: tuple[Line, ...] = (line("visit-here", place=at.words),) if at else ()
    name = ctx.community.names[chat.lang]
    yield Say(chat, (line("visit-welcome", community=name), *here), _menu())


def _menu() -> Rows:
    report, mine = cards.button("visit-report", "begin"), cards.button("visit-mine", "mine")
    return ((report, mine, cards.button("visit-person", "person")),)


def handed_over(ctx: Context, chat: Chat, crew: Crew, name: str, numbers: tuple[str, ...], waits: bool) -> Effects:
    """A person comes: they read that, and staff that somebody waits; who still waits after a while is not forgotten."""
    yield Say(chat, (line("person-coming"),))
    yield from _called(crew.duty, name, numbers)
    if waits:
        yield Schedule(ctx.now + PATIENCE, "person", str(chat.id))


def still_waits(ctx: Context, chat: Chat, crew: Crew, name: str, numbers: tuple[str, ...], times: int) -> Effects:
    """Nobody has come yet: staff are asked again, and after a while the heads."""
    heads = crew.heads if times > 1 else ()
    yield from _called((*crew.duty, *heads), name, numbers, line("person-waits-since", minutes=times * MINUTES))
    if times < MOST_TIMES:
        yield Schedule(ctx.now + PATIENCE, "person", str(chat.id), step=times)


def _called(to: Iterable[Chat], name: str, numbers: tuple[str, ...], *more: Line) -> Effects:
    about = (line("person-waits-about", numbers=Joined(numbers)),) if numbers else ()
    who = line("person-waits", name=name) if name else line("person-waits-somebody")
    for chat in to:
        yield Say(chat, (who, *more, *about), priority=Priority.ALERT)


def nobody_there(ctx: Context, chat: Chat) -> Effects:
    """No person can take over now: whom to call, or to be called."""
    yield Say(chat, (line("person-nobody"), phones.on_duty(ctx)), ((cards.button("call-me", "callme"),),))


def person_left(chat: Chat) -> Effects:
    """The desk goes on."""
    yield Say(chat, (line("person-left"),), _menu())
