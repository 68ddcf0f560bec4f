"""Which community a private chat belongs to: a link, a place or a name says it, or it is asked once.

What somebody tells us before that is kept in a draft whose open question is the community.  Nothing is looked
up in anybody's places until it is answered.
"""

import difflib
import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from domain import phones
from domain.buttons import data
from domain.community import Community, Point
from domain.context import Context, Crew
from domain.effects import Effects, Link, Priority, PutDraft, Say, Schedule
from domain.events import Said
from domain.lines import Button, Line, Rows, line
from domain.people import Chat
from domain.reports import cards
from domain.talk import dialogue
from domain.talk.drafts import Draft, Stage, understood
from domain.understanding.folding import fold
from domain.understanding.lexicon import Lexicon
from domain.where import places
from domain.where.outside import forms

Communities = Mapping[str, Community]

ASKED = "community"  # the draft's open question
AT = "@"  # before a building in a wish: the link led to one that several communities have
BUTTONS = 8  # communities offered at once; more are asked for by name
ADRIFT = timedelta(minutes=1)  # so long danger waits for the answer, then everybody on duty hears of it
PADDING = 4  # characters around a name that say nothing more: 我是…的


# --- what settles it ----------------------------------------------------------------------------------


def by_link(payload: str, communities: Communities) -> tuple[str, str] | None:
    """The community and the place (or nothing) that a link names: ``willow``, ``willow-b3``, or a lone ``b3``."""
    code, _, place = payload.partition("-")
    if code in communities:
        return code, place
    having = [each.code for each in communities.values() if each.knows(payload)]
    return (having[0], payload) if len(having) == 1 else None


def by_words(text: str, communities: Communities) -> tuple[str, ...]:
    """The communities that words fit: one settles it, several must be asked about, none says nothing.

    A community's own name counts before a place, and what is longer before what it covers.
    """
    text = text[: places.READ_AT_MOST]
    named = {code for _, _, codes in _names(communities).scan(fold(text)) for code in codes}
    if named:
        return tuple(code for code in communities if code in named)
    return tuple(
        code for code, each in communities.items() if (place := places.find(text, each)) and place.building is not None
    )


def by_point(point: Point, communities: Communities) -> tuple[str, ...]:
    """The community of the building nearest to a position; two that are equally near are both named."""
    metres = {code: places.metres_to(point, each) for code, each in communities.items()}
    least = min(metres.values(), default=math.inf)
    return tuple(code for code, far in metres.items() if far == least) if least <= places.NEAR else ()


def fits(event: Said, communities: Communities) -> tuple[str, ...]:
    """The communities that fit what somebody just wrote or shared."""
    return (by_point(event.point, communities) if event.point else ()) or by_words(event.text, communities)


def offered(text: str, fitting: Sequence[str], communities: Communities) -> tuple[str, ...]:
    """The communities to offer as buttons: those that fit, all when they are few, else those written alike."""
    if 1 < len(fitting) <= BUTTONS:
        return tuple(fitting)
    if len(communities) <= BUTTONS:
        return tuple(communities)
    wanted = fold(text.strip())
    alike = {code: max(_likeness(wanted, name) for name in forms(each)) for code, each in communities.items()}
    best = sorted((code for code in alike if alike[code] >= 0.5), key=lambda code: -alike[code])
    return tuple(best[:BUTTONS])


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio() if len(one) <= len(other) + PADDING else 0.0


def _names(communities: Communities) -> Lexicon[frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for code, each in communities.items():
        for name in forms(each):
            found[name] = found.get(name, frozenset()) | {code}
    return Lexicon(found)


# --- asking for it ------------------------------------------------------------------------------------


def hear(ctx: Context, event: Said, draft: Draft, communities: Communities) -> Draft:
    """The draft with what this message adds; of its words only danger, urgency and kind are understood yet."""
    text = "" if _only_a_name(event.text, communities) else event.text
    draft = replace(
        draft,
        words=(*draft.words, (event.message, text)) if text else draft.words,
        messages=(*draft.messages, event.message),
        photos=(*draft.photos, *event.photos),
        voice=event.voice or draft.voice,
        point=event.point or draft.point,
    )
    return unplaced(ctx, draft)


def unplaced(ctx: Context, draft: Draft) -> Draft:
    """What the words say as far as it is the same everywhere: no place, since places are a community's."""
    if not draft.text:
        return draft
    return replace(understood(draft, ctx.classifier.understand(draft.text, ctx.community)), place=None)


def anew(ctx: Context, draft: Draft, lang: str) -> Draft:
    """The draft as if its community had been known from the start."""
    draft = replace(draft, place=None, grid=None, asked="")
    if draft.text:
        draft = dialogue.understand(ctx, draft)
    return replace(draft, place=dialogue.spot(ctx, draft.point, lang)) if draft.point else draft


def empty(ctx: Context, chat: Chat, person: int, fresh: int, wish: str = "") -> Draft:
    """A draft of somebody whose community nobody knows; ``wish`` is what they asked for in place of reporting."""
    return Draft(fresh, chat.id, person, Stage.ASKING, ctx.now, asked=ASKED, wish=wish)


def kept(draft: Draft, event: Said, new: bool) -> Effects:
    """Nothing of it is lost: its messages lead to the draft, and it ends as every draft does."""
    if new:
        yield from dialogue.lifetime(draft)
    yield Link(draft.chat, (event.message,), draft=draft.id)


def ask(
    draft: Draft, chat: Chat, choices: Sequence[Community], lead: Line | None = None, again: bool = True
) -> Effects:
    """Which community is it?  ``again`` says it in a new message under what was just written."""
    if again or not draft.turn:
        draft = replace(draft, turn=draft.turn + 1)
    yield PutDraft(replace(draft, asked=ASKED))
    got, question = _question(draft, bool(choices))
    yield Say(chat, (lead or got, question), buttons(choices, chat.lang, draft.id), tag=draft.tag)


def _question(draft: Draft, choices: bool) -> tuple[Line, Line]:
    """What we got, and the question."""
    got = "got-photo" if draft.photos else "got-voice" if draft.voice else "got-words"
    asked_for = draft.wish and not draft.wish.startswith(AT)
    first = line(got) if told(draft) or asked_for else line("hello-several")
    return first, line("ask-community") if choices else line("ask-community-name")


def told(draft: Draft) -> bool:
    """Whether there is something in the draft to be reported."""
    return bool(draft.text or draft.photos or draft.voice or draft.point or draft.chosen)


def buttons(choices: Sequence[Community], lang: str, draft: int = 0) -> Rows:
    """A button for each community."""
    return cards.in_rows(
        tuple(Button(line("text", text=each.names[lang]), data("live", draft, arg=each.code)) for each in choices), 2
    )


def _only_a_name(text: str, communities: Communities) -> bool:
    """Whether the words do nothing but name a community: they are the answer, not part of the report."""
    names = _names(communities).scan(fold(text))
    return bool(names) and len(text.strip()) - sum(end - start for start, end, _ in names) <= PADDING


# --- danger of somebody who did not say where ---------------------------------------------------------


def warn(ctx: Context, danger: str, chat: Chat) -> Effects:
    """Danger does not wait: what to do and the numbers that are the same everywhere."""
    lines = (line(f"danger-{danger}"), *phones.general(ctx, danger), line("adrift-robot"))
    yield Say(chat, lines, priority=Priority.DANGER)


def hold(ctx: Context, draft: Draft) -> Effects:
    """If they do not answer, everybody on duty hears of it."""
    yield Schedule(ctx.now + ADRIFT, "adrift", str(draft.id))


def tag(draft: int) -> str:
    """The message with which everybody on duty is asked whether it is theirs."""
    return f"adrift:{draft}"


def cry(draft: Draft, crews: Mapping[str, Crew]) -> Effects:
    """Nobody said where it is: the people on duty in every community may know."""
    for community, crew in crews.items():
        ours = ((Button(line("button-ours"), data("ours", draft.id, arg=community)),),)
        for chat in {each.id: each for each in (*crew.duty, *crew.alarmed)}.values():
            yield Say(
                chat,
                (line("adrift"), line("quoted", text=draft.text)),
                ours,
                tag=tag(draft.id),
                photos=draft.photos,
                voice=draft.voice,
                priority=Priority.DANGER,
            )
