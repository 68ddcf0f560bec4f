"""How chats and people come to a community: the first manager, groups, staff, and links with a place in them."""

from collections.abc import Sequence
from dataclasses import replace

from domain import phones
from domain.buttons import data
from domain.community import Community
from domain.context import Context, Crew
from domain.effects import Answer, Bind, Effects, Grant, Priority, Say
from domain.lines import Button, Joined, Line, Rows, Term, line
from domain.people import Chat, ChatKind, Person, Role
from domain.permissions import may
from domain.reports import cards
from domain.talk import dialogue, visiting
from domain.talk.drafts import Draft

MANAGER_CODE = "manager-"  # before the one-time code on the console
TRADES = ("electrician", "plumber", "property", "grid_officer", "cleaner", "gardener", "security", "lift", "fire")


def claim(ctx: Context, chat: Chat, person: Person) -> Effects:
    """Somebody showed the one-time code from the console: the first manager."""
    yield Grant(person.id, chat.community, Role.MANAGER, "head", actor=person.id)
    yield Say(chat, (line("manager-now", community=ctx.community.names[chat.lang]), _next(chat)))


def _next(chat: Chat) -> Line:
    """What a first manager does next: it depends on what there is besides a private chat."""
    if chat.abilities.members:
        return line("manager-next-app")
    return line("manager-next-web" if chat.abilities.together else "manager-next")


def ask_bind(chat: Chat, managed: Sequence[Community]) -> Effects:
    """What is this group for?  Who manages several communities is asked first which one it belongs to."""
    if len(managed) > 1:
        names = tuple(
            Button(line("text", text=each.names[chat.lang]), data("bindto", arg=each.code)) for each in managed
        )
        rows: Rows = (*cards.in_rows(names, 2), (_button("bind-none", "bind", "none"),))
        yield Say(chat, (line("ask-bind-to"),), rows, tag="bind")
    elif managed:
        yield ask_what_for(chat, managed[0])


def ask_what_for(chat: Chat, community: Community) -> Say:
    """What is this group for, in this community?"""
    rows: Rows = (
        tuple(_button(f"bind-{kind}", "bind", f"{kind}@{community.code}") for kind in ("group", "duty")),
        (_button("bind-none", "bind", "none"),),
    )
    return Say(chat, (line("ask-bind"),), rows, tag="bind")


def unbind(chat: Chat) -> Effects:
    """The group is left alone."""
    yield Bind(chat.id, None, "")
    yield Say(chat, (line("bound-none"),), tag="bind")


def bind(ctx: Context, chat: Chat, person: Person, kind: str) -> Effects:
    """A manager of the community says what a group is for; the bot introduces itself once."""
    if not may(person, "bind"):
        yield Answer(line("answer-manager-only"))
        return
    bound = ChatKind.DUTY if kind == "duty" else ChatKind.GROUP
    yield Bind(chat.id, bound, ctx.community.code)
    yield Say(chat, _introduction(ctx, chat, bound), tag="bind")
    yield Answer(line("answer-ok"))


def introduced(ctx: Context, chat: Chat) -> Effects:
    """A group that belongs to the community without being asked: who speaks there, and how it can be changed."""
    yield Say(chat, (*_introduction(ctx, chat, ChatKind.GROUP), line("intro-rebind")))


def _introduction(ctx: Context, chat: Chat, bound: ChatKind) -> tuple[Line, ...]:
    own = line("intro", community=ctx.community.names[chat.lang])
    heard = f"intro-{bound}-named" if chat.abilities.members else f"intro-{bound}"
    return (own, line(heard), phones.on_duty(ctx))


def ask_staff(chat: Chat, person: Person, crew: Crew) -> Effects:
    """Somebody whom nobody made staff acts in the duty group: a manager decides."""
    rows = tuple(
        tuple(
            Button(line("text-term", term=Term("trade", trade)), data("staff", person.id, chat.id, trade))
            for trade in TRADES[start : start + 3]
        )
        for start in range(0, len(TRADES), 3)
    )
    rows = (*rows, (Button(line("button-not-staff"), data("staff", person.id, chat.id, "no")),))
    for manager in crew.managers:
        yield Say(manager, (line("ask-staff", name=person.name),), rows, tag=f"staff:{person.id}")
    yield Answer(line("answer-staff-asked"))


def decide_staff(at: Chat, manager: Person, person: Person, duty: Chat, trade: str) -> Effects:
    """A manager says who somebody is."""
    if not may(manager, "invite"):
        yield Answer(line("answer-manager-only"))
    elif trade in TRADES:
        yield Grant(person.id, duty.community, Role.STAFF, trade, actor=manager.id)
        yield Say(at, (line("staff-now", name=person.name, trade=Term("trade", trade)),), tag=f"staff:{person.id}")
        yield Say(duty, (line("staff-now", name=person.name, trade=Term("trade", trade)),))
    else:
        yield Say(at, (line("staff-no", name=person.name),), tag=f"staff:{person.id}")


def group_lost(crew: Crew, title: str) -> Effects:
    """The bot was removed from a group that it served, or may not write there: the managers know."""
    for manager in crew.managers:
        yield Say(manager, (line("group-lost", title=title),), priority=Priority.NOTICE)


def room_lost(crew: Crew, chat: Chat) -> Effects:
    """Nothing can be said in a group of members any more: the managers know what can be done about it."""
    what = line("bot-lost") if chat.abilities.buttons else line("push-lost")
    for manager in crew.managers:
        yield Say(manager, (what,), priority=Priority.NOTICE)


def resident_lost(crew: Crew, numbers: tuple[str, ...]) -> Effects:
    """Somebody who waits cannot be told in private any more: staff know."""
    for chat in crew.duty if numbers else ():
        yield Say(chat, (line("resident-lost", numbers=Joined(numbers)),), priority=Priority.NOTICE)


def arrive(ctx: Context, chat: Chat, draft: Draft, code: str) -> Effects:
    """Somebody followed a link with a place in it: only what happened is still to be told."""
    place = visiting.place(ctx.community, code, chat.lang)
    if place is None:
        yield from dialogue.welcome(chat)
        return
    yield from dialogue.begin(ctx, chat, replace(draft, place=place, grid=place.grid))


def _button(key: str, verb: str, arg: str) -> Button:
    return Button(line(f"button-{key}"), data(verb, arg=arg))
