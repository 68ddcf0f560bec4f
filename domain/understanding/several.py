"""Several problems in one message: 楼道灯不亮，垃圾也没人清，电梯还老坏 is offered as three reports.

Precision first: each part must be clearly about a kind of its own and say what is wrong with it.  What follows
from something else (停电了，电梯也停了) is no problem of its own, unless the writer numbers them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from domain.context import Context
from domain.talk import contacts
from domain.talk.drafts import Draft
from domain.understanding.classification import looks_like_report
from domain.understanding.result import Place
from domain.where.places import find

MOST = 4  # reports from one message; who writes of more writes a letter, which somebody should read whole
SURE = 0.6  # share of the best category of a part
CERTAIN = 0.9  # and of one that is a report without saying what is broken: 垃圾桶满了
READ_AT_MOST = 1_500  # characters
_ENDS, _STARTS = "；;，,、 ", "，,：: "
_VAGUE = frozenset("other services suggestion".split())  # what is in every complaint anyway

_NUMBERED = re.compile(
    r"(?:^|(?<=[\s。;；!！?？,，:：]))(?:[(（]?[1-9一二三四五六七八九][)）]|[1-9](?:[.．、](?!\d)|[:：])|[一二三四五六七八九]、"
    r"|第[一二三四五]个?[,，、是]|[①②③④⑤⑥⑦⑧⑨]|其[一二三四五][,，、是]?|[-*•] )"
)
_CLAUSES = re.compile(r"[。！？!?;；,，\n]+|[.](?=\s|$)|(?<=[a-z]) and (?=the |also |my |our )|(?<=[a-z]), | also ")
_BEGINS_ANOTHER = re.compile(
    r"\s*(?:另外|此外|还有(?!一|几|人|水|味)|其次|再就是|再有|顺便|plus\b|also\b|another thing)"
)

# Where it is, not what: 停车场出口那块儿黑咕隆咚的 is no parking matter.  And what the writer did about it.
_WHERE = re.compile(
    r"^.{1,10}?(?:出口|入口|门口|上面|下面|上方|底下|里面|旁边?|附近|对面|前面|后面)(?:那块儿?|那边|那儿|这边|这儿)?"
)
_DID = re.compile(r"^我(?:们)?(?:拿|用|把|去|先|给|都|已经|刚才?|打|找|问|报|说)")

# What may well be the effect of the other: one problem, though it touches two kinds.
_FOLLOWS = frozenset(
    frozenset(pair.split("-"))
    for pair in (
        "electricity-elevator electricity-light electricity-water_supply electricity-charger electricity-security "
        "electricity-heating electricity-facilities sanitation-pollution sanitation-pets sanitation-road "
        "sanitation-fire_safety sanitation-greenery drainage-road drainage-sanitation drainage-pollution "
        "drainage-water_supply drainage-building drainage-manhole drainage-parking drainage-traffic "
        "water_supply-building water_supply-electricity water_supply-elevator water_supply-road "
        "water_supply-heating water_supply-facilities building-electricity building-light building-elevator "
        "greenery-electricity greenery-parking greenery-light greenery-road greenery-traffic parking-fire_safety "
        "parking-traffic parking-road parking-charger parking-security parking-noise light-security light-traffic "
        "light-road noise-pollution noise-pets noise-facilities noise-building "
        "noise-elevator noise-traffic pollution-pets pets-greenery road-traffic road-manhole road-facilities "
        "fire_safety-electricity fire_safety-charger fire_safety-security gas-heating gas-pollution "
        "illegal_construction-building illegal_construction-noise illegal_construction-fire_safety "
        "illegal_construction-greenery security-facilities security-building security-elevator heating-building"
    ).split()
)


@dataclass(frozen=True, slots=True)
class Part:
    """One problem of a message that tells of several."""

    category: str
    words: str
    place: Place | None


def parts(ctx: Context, text: str) -> tuple[tuple[str, str], ...]:
    """The problems as (category, words), in the order of the message; empty when it is one, or not clearly more."""
    text = text.strip()
    if len(text) > READ_AT_MOST:
        return ()
    numbered = [item.strip() for item in _NUMBERED.split(text)]
    if len(numbered) > 2:  # what stands before the first number belongs to all of them
        found = _gathered(ctx, numbered[1:], told_apart=True)
        apart = frozenset(code for code, _ in found)
    else:
        found = _gathered(ctx, [clause for clause in _CLAUSES.split(text) if clause and clause.strip()])
        apart = frozenset(code for code, words in found if _BEGINS_ANOTHER.match(words))
        found = [(code, _BEGINS_ANOTHER.sub("", words).lstrip(_STARTS) or words) for code, words in found]
    kinds = [code for code, _ in found]
    if not 2 <= len(found) <= MOST or len(set(kinds)) < len(kinds):
        return ()
    related = any(
        frozenset((one[0], other[0])) in _FOLLOWS and not apart & {one[0], other[0]} and not _far_apart(ctx, one, other)
        for one, other in combinations(found, 2)
    )
    return () if related else tuple(found)


def _far_apart(ctx: Context, one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Whether their words name two buildings: what is wrong in one hardly follows from the other."""
    here, there = find(one[1], ctx.community), find(other[1], ctx.community)
    both = {each.building for each in (here, there) if each and each.building}
    return len(both) == 2


def _gathered(ctx: Context, pieces: Sequence[str], told_apart: bool = False) -> list[tuple[str, str]]:
    """The pieces that tell of a problem each, with what only adds to it; nothing if one of them is not clear."""
    if len(pieces) < 2:  # most messages are one piece
        return []
    found: list[tuple[str, str]] = []
    before = ""
    for piece in (piece.strip().rstrip(_ENDS) for piece in pieces):
        code = _problem(ctx, piece)
        if code and found and found[-1][0] == code and not told_apart:
            code = None
        if code:
            found.append((code, f"{before}{piece}"))
            before = ""
        elif found:
            found[-1] = (found[-1][0], f"{found[-1][1]}，{piece}")
        else:
            before += f"{piece}，"
    return found


def _problem(ctx: Context, clause: str) -> str | None:
    """The kind of problem that these words tell of on their own, with what is wrong."""
    clause = _WHERE.sub("", _BEGINS_ANOTHER.sub("", clause.strip()).lstrip(_STARTS))
    if len(clause) < 3 or _DID.match(clause):
        return None
    found = ctx.classifier.understand(clause, ctx.community)
    code, share = found.categories[0]
    least = SURE if ctx.classifier.tells_of_fault(clause) else CERTAIN if looks_like_report(found) else 1.0
    return code if share >= least and code not in _VAGUE else None


def offered(ctx: Context, draft: Draft) -> tuple[Part, ...]:
    """The problems that a draft may be split into; danger is never held up by a question."""
    if draft.danger or draft.chosen or draft.others or not draft.text:
        return ()
    found: list[Part] = []
    for code, words in parts(ctx, draft.text):  # what names no building is where the one before it is
        place = _place(ctx, words) or (found[-1].place if found else None) or draft.place
        found.append(Part(code, words, place))
    return tuple(found)


def split(ctx: Context, draft: Draft, fresh: Sequence[int]) -> tuple[Draft, ...]:
    """One draft for each problem: photos, the way to reach them and the place are those of all."""
    _, contact = contacts.split(draft.text)
    message = draft.messages[0] if draft.messages else ""
    made = []
    for number, each in enumerate(offered(ctx, draft)):
        words = each.words
        if contact and contact.phone and contact.phone not in words:
            words = f"{words}\n{contact.phone}"
        part = replace(
            draft,
            id=draft.id if number == 0 else fresh[number - 1],
            words=((message, words),),
            turn=draft.turn if number == 0 else 0,
            category=each.category,
            chosen=True,
            near=None,
            urgency=ctx.classifier.understand(words, ctx.community).urgency,
            place=each.place,
        )
        made.append(part)
    return tuple(made)


def _place(ctx: Context, words: str) -> Place | None:
    """The building that its words name, those that tell what is wrong first."""
    problem = next((each for each in _CLAUSES.split(words) if each and _problem(ctx, each)), "")
    for told in (problem, words):
        if (own := find(told, ctx.community)) and own.building:
            return own
    return None
