"""Inviting somebody: a manager presses role, trade and grids, and says yes to whoever shows the code."""

from dataclasses import dataclass, replace
from datetime import timedelta

from domain.buttons import data
from domain.context import Context
from domain.effects import Answer, Effects, Grant, PutInvitation, Say
from domain.lines import Button, Joined, Line, Rows, Term, line
from domain.members.binding import TRADES
from domain.members.invitation import Invitation, Post, Stage
from domain.people import CREW, GRANTED, Chat, Person, Role
from domain.permissions import may
from domain.reports import cards

CODE = "join-"  # before the code in a link
WITHIN = timedelta(hours=24)
GRIDDED = frozenset({Role.VOLUNTEER, Role.STAFF})  # who may look after some of the grids only
_DONE = "ok"


@dataclass(frozen=True, slots=True)
class Code:
    """A code that nobody can guess, and what is kept of it."""

    text: str
    hash: str


def described(ctx: Context, lang: str, post: Post) -> Line:
    """What somebody is or is to be, in a few words."""
    role, trade = Term("role", post.role), Term("trade", post.trade)
    if post.role not in GRIDDED:
        return line("post", role=role)
    names = tuple(grid.names[lang] for code, grid in ctx.community.grids.items() if code in post.grids)
    grids = Joined(names) if names else Term("grid", "all")
    if post.role is Role.STAFF:
        return line("post-trade-grids", role=role, trade=trade, grids=grids)
    return line("post-grids", role=role, grids=grids)


# --- the manager chooses ------------------------------------------------------------------------------


def begin(chat: Chat, again: bool = True) -> Effects:
    """Whom do you want to invite?  One message, which changes with every press."""
    roles = tuple(Button(line("text-term", term=Term("role", role)), data("invite", arg=role)) for role in GRANTED)
    yield Say(chat, (line("ask-invite-role"),), cards.in_rows(roles, 3), tag="invite", again=again)


def choose(ctx: Context, chat: Chat, person: Person, mask: int, arg: str, code: Code) -> Effects:
    """The next step: the trade, the grids (bits of ``mask``), or the invitation itself."""
    if not may(person, "invite"):
        yield Answer(line("answer-manager-only"))
        return
    parts = arg.split(".")
    role = next((role for role in GRANTED if role == parts[0]), None)
    trade = parts.pop(1) if role is Role.STAFF and len(parts) > 1 else ""
    if role is None or (trade and trade not in TRADES):
        yield from begin(chat, again=False)
    elif role is Role.STAFF and not trade:
        yield Say(chat, (line("ask-invite-trade"),), _trades(), tag="invite")
    elif role in GRIDDED and ctx.community.grids and _DONE not in parts:
        yield Say(chat, (line("ask-invite-grids"),), _grids(ctx, chat.lang, role, trade, mask), tag="invite")
    else:
        grids = tuple(grid for at, grid in enumerate(ctx.community.grids) if role in GRIDDED and mask >> at & 1)
        yield from _invite(ctx, chat, person, Post(role, trade or _trade_of(role), grids), code)


def _trade_of(role: Role) -> str:
    """What residents are told instead of a name, for those of the crew who have no trade."""
    return "head" if role in (Role.MANAGER, Role.HEAD) else ""


def _trades() -> Rows:
    trades = tuple(
        Button(line("text-term", term=Term("trade", trade)), data("invite", arg=f"{Role.STAFF}.{trade}"))
        for trade in TRADES
    )
    return (*cards.in_rows(trades, 3), (cards.button("back", "invite"),))


def _grids(ctx: Context, lang: str, role: Role, trade: str, mask: int) -> Rows:
    so_far = f"{role}.{trade}" if trade else str(role)
    grids = tuple(
        Button(
            line("text" if not mask >> at & 1 else "ticked", text=grid.names[lang]),
            data("invite", mask ^ 1 << at, arg=so_far),
        )
        for at, grid in enumerate(ctx.community.grids.values())
    )
    enough = cards.button("those" if mask else "all-grids", "invite", mask, arg=f"{so_far}.{_DONE}")
    return (*cards.in_rows(grids, 2), (enough, cards.button("back", "invite")))


def _invite(ctx: Context, chat: Chat, person: Person, post: Post, code: Code) -> Effects:
    yield PutInvitation(Invitation(0, code.hash, ctx.community.code, person.id, post, ctx.now + WITHIN))
    what = described(ctx, chat.lang, post)
    yield Say(chat, (line("invite-made", post=what),), tag="invite")
    community = ctx.community.names[chat.lang]
    link = line("text", text=f"{chat.abilities.start}{CODE}{code.text}")
    how = "invitation" if chat.abilities.start else "invitation-code"
    words = (line(how, community=community, post=what), link, line("invitation-then"))
    yield Say(chat, words, tag=_link_tag(code.hash))


# --- the guest comes ----------------------------------------------------------------------------------


def shown(
    ctx: Context, invitation: Invitation | None, inviter: Person | None, desk: Chat | None, guest: Person, at: Chat
) -> Effects:
    """Somebody showed a code: whoever invited them is asked (in their private chat, ``desk``)."""
    if invitation is None:
        yield Say(at, (line("invitation-unknown"),))
    elif invitation.inviter == guest.id:
        yield Say(at, (line("invitation-yours"),))
    elif invitation.guest == guest.id and invitation.stage is Stage.SHOWN and invitation.expires_at > ctx.now:
        yield Say(at, (line("invitation-waiting"),))
    elif invitation.stage in (Stage.SHOWN, Stage.AGREED):
        yield Say(at, (line("invitation-used"),))
    elif invitation.stage is Stage.VOID or inviter is None or desk is None or not may(inviter, "invite"):
        yield Say(at, (line("invitation-off"),))
    elif invitation.expires_at <= ctx.now:
        yield Say(at, (line("invitation-expired"),))
    else:
        yield PutInvitation(replace(invitation, stage=Stage.SHOWN, guest=guest.id, guest_chat=at.id))
        community, post = ctx.community.names[at.lang], described(ctx, at.lang, invitation.post)
        yield Say(at, (line("invited", community=community, post=post),))
        rows = (
            (cards.button("agree", "agree", invitation.id), cards.button("not-them", "agree", invitation.id, arg="no")),
        )
        yield Say(desk, (line("invitation-opened"),), tag=_link_tag(invitation.hash))  # the code stands nowhere now
        came = line("guest-came", name=guest.name, post=described(ctx, desk.lang, invitation.post))
        yield Say(desk, (came,), rows, tag=_tag(invitation), again=True)


def answered(
    ctx: Context, invitation: Invitation, inviter: Person, at: Chat, guest: Person | None, door: Chat | None, yes: bool
) -> Effects:
    """The inviter says whether it is them; ``door`` is where the guest showed the code."""
    if invitation.inviter != inviter.id or not may(inviter, "invite"):
        yield Answer(line("answer-manager-only"))
    elif invitation.stage is not Stage.SHOWN:
        yield Answer(line("answer-done-already"))
    elif guest is None or door is None or (yes and invitation.expires_at <= ctx.now):
        yield PutInvitation(replace(invitation, stage=Stage.VOID))
        yield Say(at, (line("guest-too-late"),), tag=_tag(invitation))
        if door:
            yield Say(door, (line("invitation-expired"),))
    elif yes:
        yield from _agreed(ctx, invitation, at, guest, door)
    else:
        yield PutInvitation(replace(invitation, stage=Stage.VOID))
        yield Say(at, (line("guest-refused", name=guest.name),), tag=_tag(invitation))
        yield Say(door, (line("invitation-not-yours"),))


def _agreed(ctx: Context, invitation: Invitation, at: Chat, guest: Person, door: Chat) -> Effects:
    post = invitation.post
    yield PutInvitation(replace(invitation, stage=Stage.AGREED))
    yield Grant(guest.id, invitation.community, post.role, post.trade, post.grids, invitation.inviter)
    can = line("can-staff-app" if post.role is Role.STAFF and door.abilities.members else f"can-{post.role}")
    then = (line("guest-to-duty"),) if post.role in CREW and not door.abilities.members else ()
    agreed = line("guest-agreed", name=guest.name, post=described(ctx, at.lang, post))
    yield Say(at, (agreed, *then), tag=_tag(invitation))
    community = ctx.community.names[door.lang]
    yield Say(door, (line("post-now", community=community, post=described(ctx, door.lang, post)), can))


def _link_tag(hash_: str) -> str:
    """The tag of the message that is to be forwarded."""
    return f"invitation:{hash_[:16]}"


def _tag(invitation: Invitation) -> str:
    return f"guest:{invitation.id}"
