"""Who there is: the list of everybody with a role, one of them, and their shifts.

Ending a role is domain/members/leaving.py.
"""

from collections.abc import Sequence
from dataclasses import replace

from domain.buttons import data
from domain.context import Context
from domain.duty.roster import Shift
from domain.duty.shift_words import described, named
from domain.effects import Answer, Assign, Effects, Say
from domain.lines import Button, Joined, Line, Rows, line
from domain.members import inviting
from domain.members.invitation import Post
from domain.people import Chat, Person, Role
from domain.reports import cards

PAGE = 8  # people in one list
RANKS = (Role.MANAGER, Role.HEAD, Role.STAFF, Role.VOLUNTEER, Role.STREET, Role.OPERATOR)  # in a list
TAG = "staff"


def posts(ctx: Context, lang: str, who: Person) -> Joined:
    """Everything somebody is in the community."""
    held = (Post(grant.role, grant.trade, tuple(grant.grids)) for grant in who.grants)
    return Joined(tuple(inviting.described(ctx, lang, post) for post in held))


def is_last_manager(who: Person, holders: Sequence[Person]) -> bool:
    """Whether nobody else could invite anybody."""
    manager = {Role.MANAGER}
    return who.holds(manager) and not any(other.holds(manager) for other in holders if other.id != who.id)


def listed(ctx: Context, chat: Chat, holders: Sequence[Person], page: int = 0, again: bool = False) -> Effects:
    """Everybody who has a role here, a page at a time."""
    holders = sorted(holders, key=_rank)
    page = page if page * PAGE < len(holders) else 0
    shown = holders[page * PAGE : (page + 1) * PAGE]
    lines = [line("staff-list", count=len(holders))]
    lines += [line("staff-item", name=each.name, posts=posts(ctx, chat.lang, each)) for each in shown]
    names = tuple(Button(line("text", text=each.name), data("who", each.id, page)) for each in shown)
    more = len(holders) > (page + 1) * PAGE
    turn = (
        *((cards.button("page-before", "who", 0, page - 1),) if page else ()),
        *((cards.button("page-next", "who", 0, page + 1),) if more else ()),
    )
    yield Say(chat, tuple(lines), (*cards.in_rows(names, 3), turn), tag=TAG, again=again)


def _rank(who: Person) -> tuple[int, int]:
    return min(RANKS.index(grant.role) for grant in who.grants), who.id


def one(ctx: Context, chat: Chat, who: Person, page: int, *more: Line) -> Effects:
    """One of them, and what can be done."""
    shifts = (cards.button("roster", "who", who.id, page, "roster"),) if who.is_staff() else ()
    end = cards.button("end-role", "who", who.id, page, "end")
    yield _shown(ctx, chat, who, ((*shifts, end), (_to_list(page),)), *more)


def ask_to_end(ctx: Context, chat: Chat, who: Person, page: int) -> Effects:
    """Really?  What they have in hand goes back to the duty group."""
    rows = (
        (cards.button("end-role", "who", who.id, page, "ended"), cards.button("not-end-role", "who", who.id, page)),
    )
    yield _shown(ctx, chat, who, rows, line("ask-end-role"))


def shifts(ctx: Context, chat: Chat, who: Person, page: int, roster: Sequence[Shift]) -> Effects:
    """The shifts of the community; a press gives one to this person or takes it back."""
    buttons = tuple(
        Button(
            line("ticked" if who.id in shift.people else "text-is", text=named(shift)),
            data("who", who.id, page, f"shift.{shift.code}"),
        )
        for shift in roster
        if shift.fits(who) or who.id in shift.people
    )
    lines = [described(ctx.community, shift, chat.lang) for shift in roster] or [line("no-shifts")]
    back = cards.button("back", "who", who.id, page)
    yield _shown(ctx, chat, who, (*cards.in_rows(buttons, 2), (back,)), *lines)


def toggle(ctx: Context, chat: Chat, who: Person, page: int, roster: Sequence[Shift], code: str) -> Effects:
    """Give somebody this shift, or take it back."""
    shift = next((shift for shift in roster if shift.code == code), None)
    if shift is None or not (shift.fits(who) or who.id in shift.people):
        yield Answer(line("answer-unknown"))
        return
    yield Assign(who.id, ctx.community.code, code, on=who.id not in shift.people)
    changed = replace(shift, people=shift.people ^ {who.id})
    yield from shifts(ctx, chat, who, page, [changed if each is shift else each for each in roster])


def _shown(ctx: Context, chat: Chat, who: Person, rows: Rows, *more: Line) -> Say:
    item = line("staff-item", name=who.name, posts=posts(ctx, chat.lang, who))
    return Say(chat, (item, *more), rows, tag=TAG)


def _to_list(page: int) -> Button:
    return cards.button("back", "who", 0, page)


def gone(chat: Chat, who: Person, numbers: tuple[str, ...], page: int) -> Effects:
    """Their role has ended; what they had in hand."""
    lines = [line("role-ended", name=who.name)]
    if numbers:
        lines.append(line("role-ended-back", numbers=Joined(numbers)))
    if who.is_staff():
        lines.append(line("role-ended-group"))
    yield Say(chat, tuple(lines), ((_to_list(page),),), tag=TAG)
