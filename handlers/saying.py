"""What decisions want said becomes slots of the outbox.

Words are chosen here, in the language of whoever reads them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from domain import effects as fx
from domain.events import Edited, Pressed, Said
from domain.lines import Arg, Button, Line, Numbered, line
from domain.people import Chat, ChatKind
from domain.reports import called
from handlers import carding, copies
from handlers.duty import nudging
from handlers.reports import unedited
from storage import chats, outbox, people, reports

if TYPE_CHECKING:
    from handlers.desk import Turn

CARD = "alert:"  # how the tag of a report's card for staff begins
COPIED = 256  # characters that a button can copy; Bot API, CopyTextButton
ANSWER_EXPIRES_MS = 10_000  # Telegram takes no answer to a press that is older than some 15 s


def say(turn: Turn, say: fx.Say) -> None:
    """A message that people see: a new slot, a change of one, or the end of one."""
    if not say.lines:
        if say.tag:
            take_away = outbox.remove if say.to.abilities.edit else outbox.take_back
            take_away(turn.tx, say.to.id, say.tag)
        return
    if say.change and not outbox.exists(turn.tx, say.to.id, say.tag or ""):
        return
    before = None
    if not unedited.can_change(turn, say):
        anew = unedited.anew(turn, say)
        if anew is None:
            if say.tag and not say.to.abilities.buttons and not say.to.abilities.inline_media:
                _media_apart(turn, say)  # a photo that has come since is news where nobody can ask for it
            return
        say, before = anew
    if outside := _outside(turn, say):
        say = replace(say, lines=(outside, *say.lines))
    if say.report is None:
        say = _with_names(turn, say)
    reply_to = say.reply_to
    apart = not say.to.abilities.inline_media and say.only_for is None  # nothing apart is seen by one person alone
    if (say.photos or say.voice) and apart:
        reply_to = _media_apart(turn, say) or reply_to
    reply_to = reply_to or _beside(turn, say.to)
    turn.said += 1
    turn.heard.add(say.to.id)
    held = _too_many(turn, say)
    news = outbox.put(
        turn.tx,
        turn.cause,
        turn.said,
        say.to.id,
        unedited.fresh(content(turn, say), before) if before else content(turn, say),
        turn.now,
        priority=say.priority,
        tag=say.tag,
        again=say.again,
        replaces=say.replaces,
        report=say.report,
        only_for=say.only_for,
        account=_account(turn, say.to, say.only_for) if say.only_for else None,
        reply_to=reply_to,
        held=held,
        tells=say.tells,
        owed=say.owed,
    )
    if held:
        _one_line_instead(turn, say)
    elif news:
        nudging.nudge(turn, say)


def answer(turn: Turn, words: Line, alert: bool) -> None:
    """A short word to whoever pressed."""
    press = turn.pressed
    chat = press and chats.find(turn.tx, press.channel, press.chat, turn.desk.channels)
    if not press or not chat:
        return
    turn.answered = True
    if not chat.abilities.toasts:
        turn.toast = fx.Say(chat, (words,))
        return
    turn.said += 1
    who = people.by_account(turn.tx, press.channel, press.speaker.account, chat.community)
    outbox.put(
        turn.tx,
        turn.cause,
        turn.said,
        chat.id,
        {"text": _words(turn, chat, (words,)), "answer": press.press} | ({"alert": True} if alert else {}),
        turn.now,
        priority=fx.Priority.ANSWER,
        only_for=who.id if who else None,
        account=press.speaker.account,
        expires_at=turn.desk.clock.machine_ms() + ANSWER_EXPIRES_MS,
    )


def unheard(turn: Turn) -> None:
    """The word to whoever pressed, where it cannot flash: said, when the press had nothing else said to them."""
    if (toast := turn.toast) and toast.to.id not in turn.heard:
        turn.toast = None
        say(turn, toast)


def content(turn: Turn, say: fx.Say) -> dict[str, Any]:
    """What people see of it."""
    chat = say.to
    rows = say.buttons if chat.abilities.copy else unedited.pressed(say.buttons)
    lines = say.lines if chat.abilities.copy else (*say.lines, *unedited.to_copy(say.buttons))
    if rows and not chat.abilities.buttons:
        rows, lines = (), (*lines, line("press-elsewhere")) if chat.kind is ChatKind.DUTY else lines
    shown: dict[str, Any] = {"text": _shortened(_words(turn, chat, lines), chat.abilities.text_limit)}
    if rows:
        shown["buttons"] = [[_button(turn, chat, button) for button in row] for row in rows if row]
    if chat.abilities.cards and (rows or (say.tag or "").startswith(CARD)):
        shown["card"] = _card(turn, chat, lines)
    if chat.abilities.inline_media and (photos := copies.showable(turn, chat.channel, say.photos)):
        shown["photos"] = list(photos)
        if say.alt:
            shown["alt"] = _words(turn, chat, (say.alt,))
    if chat.abilities.inline_media and say.voice and (voice := copies.showable(turn, chat.channel, (say.voice,))):
        shown["voice"] = voice[0]
    if say.document and say.gone and say.large:
        instead = {"gone": _words(turn, chat, (say.gone,)), "large": _words(turn, chat, (say.large,))}
        shown |= {"document": say.document} | instead
    if say.only_for and (press := turn.pressed) and (press.channel, press.chat) == (chat.channel, chat.external):
        shown["press"] = press.press  # whoever pressed can be shown something alone for a few seconds
    return shown


def _card(turn: Turn, chat: Chat, lines: tuple[Line, ...]) -> dict[str, Any]:
    source = turn.context(chat.community).community.names[chat.lang] if chat.community else ""
    return carding.card(lines, lambda each: _words(turn, chat, (each,)), source)


def _outside(turn: Turn, say: fx.Say) -> Line | None:
    """In a chat that stands for another community: whose report this is, since each has its own numbers."""
    homes = turn.desk.communities
    if len(homes) < 2:
        return None
    if say.report is not None:
        home = homes.get(reports.outside(turn.tx, say.report, say.to.id) or "")
    else:
        home = homes.get(say.community) if say.community != say.to.community else None
    return line("of-community", community=home.names[say.to.lang]) if home else None


def _with_names(turn: Turn, say: fx.Say) -> fx.Say:
    """In a list: numbers that another community counted than the one this chat stands for are called with its name."""

    def counts(line: Line) -> bool:
        return any(isinstance(arg, Numbered) or (isinstance(arg, Line) and counts(arg)) for arg in line.args.values())

    def words(line: Line) -> Line:
        return Line(line.key, {name: shown(arg) for name, arg in line.args.items()}) if counts(line) else line

    def shown(arg: Arg) -> Arg:
        match arg:
            case Numbered(number, home) if home != say.to.community:
                return called.named(turn.desk.communities, home, number, say.to.lang)
            case Line():
                return words(arg)
            case _:
                return arg

    labels = [button.label for row in say.buttons for button in row]
    if not any(map(counts, (*say.lines, *labels))):
        return say
    rows = tuple(tuple(replace(button, label=words(button.label)) for button in row) for row in say.buttons)
    return replace(say, lines=tuple(map(words, say.lines)), buttons=rows)


def _beside(turn: Turn, chat: Chat) -> str | None:
    """In a group with topics: the topic in which somebody spoke or pressed just now."""
    event = turn.event
    if isinstance(event, Said | Edited | Pressed) and (event.channel, event.chat) == (chat.channel, chat.external):
        return f"near:{event.message}" if "@" in event.message else None
    return None


def _button(turn: Turn, chat: Chat, button: Button) -> dict[str, str]:
    shown = {"label": _words(turn, chat, (button.label,)), "data": button.data}
    if button.copy:
        shown["copy"] = _shortened(_words(turn, chat, (button.copy,)), COPIED)
    return shown


def _media_apart(turn: Turn, say: fx.Say) -> str | None:
    """Photos and voice in messages of their own, before the card that replies to them; each of them once."""
    tx, chat = turn.tx, say.to.id
    shown = outbox.media_shown(tx, chat, say.tag) if say.tag else frozenset()
    photos = [name for name in copies.showable(turn, say.to.channel, say.photos) if name not in shown]
    album = say.to.abilities.album
    parts: list[dict[str, Any]] = [{"photos": photos[at : at + album]} for at in range(0, len(photos), album)]
    voices = copies.showable(turn, say.to.channel, (say.voice,) if say.voice else ())
    parts.extend({"voice": name} for name in voices if name not in shown)
    for part in parts:
        turn.said += 1
        tag = f"{say.tag}#{turn.cause}.{turn.said}" if say.tag else None
        outbox.put(
            tx, turn.cause, turn.said, chat, part, turn.now,
            priority=say.priority, tag=tag, report=say.report, reply_to=say.reply_to,
        )  # fmt: skip
    return f"slot:{turn.said}" if parts else None


def _too_many(turn: Turn, say: fx.Say) -> bool:
    """Whether so many new cards wait for this group already that one more would only be noise."""
    limit = say.to.abilities.backlog
    if not limit or say.to.kind is not ChatKind.DUTY or say.priority is not fx.Priority.ALERT or say.tag is None:
        return False
    return outbox.many_wait(turn.tx, say.to.id, limit) and not outbox.exists(turn.tx, say.to.id, say.tag)


def _one_line_instead(turn: Turn, say: fx.Say) -> None:
    """The cards that are held back, as one line."""
    turn.said += 1
    held = outbox.held(turn.tx, say.to.id)
    text = _words(turn, say.to, (line("backlog", count=held),))
    outbox.put(
        turn.tx, turn.cause, turn.said, say.to.id, {"text": text}, turn.now, priority=fx.Priority.ALERT, tag="backlog"
    )


def _words(turn: Turn, chat: Chat, lines: tuple[Line, ...]) -> str:
    zone = turn.context(chat.community).community.zone
    return "\n".join(turn.desk.wording.line(chat.lang, line, turn.now, zone) for line in lines)


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _account(turn: Turn, chat: Chat, person: int) -> str | None:
    """The account with which somebody speaks or presses here just now; they may have several on one channel."""
    event = turn.event
    if not isinstance(event, Said | Edited | Pressed) or (event.channel, event.chat) != (chat.channel, chat.external):
        return None
    who = people.by_account(turn.tx, event.channel, event.speaker.account, chat.community)
    return event.speaker.account if who and who.id == person else None
