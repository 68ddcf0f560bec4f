"""Two accounts become one person: one of them gets a code, the other shows it, the first says that both are theirs."""

from dataclasses import replace
from datetime import timedelta

from domain.context import Context
from domain.effects import Answer, Effects, JoinPeople, PutJoining, Say, WrongCode
from domain.lines import Rows, Term, line
from domain.members.account import Joining, Stage
from domain.members.inviting import Code
from domain.people import Chat, Person
from domain.reports import cards

CODE = "link-"  # before the code in a link
WITHIN = timedelta(minutes=10)
WRONG = 5  # codes that may be wrong in one chat within ``WRONG_WITHIN``
WRONG_WITHIN = timedelta(hours=1)


def begin(ctx: Context, chat: Chat, person: Person, code: Code) -> Effects:
    """A code to be written in the other account."""
    yield PutJoining(Joining(0, code.hash, person.id, chat.id, ctx.now + WITHIN))
    yield Say(chat, (line("link-code"), line("text", text=f"/link {code.text}")), tag=_code_tag(code.hash))


def shown(
    ctx: Context, found: Joining | None, host: Person | None, desk: Chat | None, guest: Person, at: Chat, works: bool
) -> Effects:
    """Somebody wrote a code; ``desk`` is where it was given out, ``works`` whether the guest has a role anywhere."""
    if found is None or host is None or desk is None or found.stage is not Stage.OPEN or found.expires_at <= ctx.now:
        yield WrongCode(at.id)
        yield Say(at, (line("link-wrong"),))
    elif found.person == guest.id:
        yield Say(at, (line("link-same"),))
    else:
        stage = Stage.CLAIMED if works else Stage.SHOWN
        found = replace(found, stage=stage, guest=guest.id, guest_chat=at.id, expires_at=ctx.now + WITHIN)
        yield PutJoining(found)
        yield Say(desk, (line("link-used"),), tag=_code_tag(found.hash))
        if works:
            words = line("link-roles-too", name=host.name, channel=Term("channel", desk.channel))
            yield Say(at, (words,), _rows(found), tag=_tag(found))
        else:
            yield from _ask(found, guest, at, desk)


def _ask(found: Joining, guest: Person, at: Chat, desk: Chat) -> Effects:
    yield Say(at, (line("link-wait"),), tag=_tag(found))
    who = line("link-is-it-you", name=guest.name, channel=Term("channel", at.channel))
    yield Say(desk, (who,), _rows(found), tag=_tag(found))


def answered(
    ctx: Context, found: Joining, at: Chat, guest: Person | None, door: Chat | None, desk: Chat, yes: bool
) -> Effects:
    """是我 or 不是我: of whoever shows a code and works here, then of whoever asked for it."""
    asked = {Stage.SHOWN: desk.id, Stage.CLAIMED: found.guest_chat}.get(found.stage)
    if asked != at.id:
        yield Answer(line("answer-done-already" if found.stage in (Stage.DONE, Stage.VOID) else "answer-not-yours"))
    elif guest is None or door is None or found.expires_at <= ctx.now:
        yield PutJoining(replace(found, stage=Stage.VOID))
        for chat in (desk, door) if door else (desk,):
            yield Say(chat, (line("link-too-late"),), tag=_tag(found))
    elif not yes:
        yield PutJoining(replace(found, stage=Stage.VOID))
        yield Say(desk, (line("link-not-joined"),), tag=_tag(found))
        yield Say(door, (line("link-not-joined"),), tag=_tag(found))
    elif found.stage is Stage.CLAIMED:
        found = replace(found, stage=Stage.SHOWN)
        yield PutJoining(found)
        yield from _ask(found, guest, door, desk)
    else:
        yield PutJoining(replace(found, stage=Stage.DONE))
        yield Say(desk, (line("link-joined"),), tag=_tag(found))
        once = door.channel == desk.channel and door.abilities.together  # from now on both are one conversation
        yield Say(door, () if once else (line("link-joined"),), tag=_tag(found))
        yield JoinPeople(found.person, guest.id)


def _rows(found: Joining) -> Rows:
    return ((cards.button("its-me", "same", found.id), cards.button("not-me", "same", found.id, arg="no")),)


def _code_tag(hash_: str) -> str:
    return f"link:{hash_[:16]}"


def _tag(found: Joining) -> str:
    return f"same:{found.id}"
