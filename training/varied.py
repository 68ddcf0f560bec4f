"""The same message with another place: so that what stands around a place is learnt, and not its name."""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from domain.where import landmarks
from training.messages import Message

COPIES = 2  # of each Chinese message that names a place: with another's place, with other names in its own
SHORTEST = 3  # characters of a place; what is shorter has a sense of its own (门口, 18)

_ANONYMOUS = re.compile(r"(?:西地省)?(?:[A-Z]\d{0,2}[省市县区州])+")
_NUMBERED = re.compile(r"[\d一二三四五六七八九十]+(?:号楼|栋|幢|座|单元|号|室|层|楼|组)|\d-\d")
_SIDES = re.compile("(?:旁|旁边|边上|门口|对面|附近|周边|一带|[东西南北前后内外上下]侧?|处|之间|里|沿线)$")
_STREET = re.compile("(?:路|街|巷|道|路口|交叉口|交汇处|路段|桥|线)$")
_BEFORE = "(?:(?<=^)|(?<=[A-Z][市县区])|(?<=[A-Z][0-9][市县区])|(?<=街道)|(?<=[镇乡]))(?![镇乡街])"
_BEHIND = (
    "小区|花园|家园|公寓|大厦|新村|山庄|苑|国际|新城|城|府|街道|镇|乡|村|社区|广场|公园|市场|小学|中学|医院|幼儿园"
    "|大道|路|街|巷|桥|湾|里|名邸|华庭|公馆"
)
_NAME = re.compile(f"{_BEFORE}([一-鿿]{{2,4}}?)(?={_BEHIND})")
_CAPITAL = re.compile(r"\b[A-Z][a-z]{2,}\b")
_KNOWN = frozenset(word for words in landmarks.ENGLISH.values() for word in words.split())
_SYLLABLES = (
    "bren har kel mor wil tan cra ash del fen gal hol ing jes lan nor ox pel quin ros stan tre ul ver wex yar".split(),
    "wick ton ley by ham den field ford worth brook more land stone well gate ville dale ridge".split(),
    "er s en ly ia".split(),
)
_CHINESE = re.compile("[一-鿿]")
_LEADING = re.compile(
    r"(?:in front of|next to|corner of|outside|behind|near|by|at|opposite|between|under|above|along|on|in|the) ", re.I
)


def varied(told: Sequence[Message], copies: int = COPIES) -> Iterator[Message]:
    """Copies with other places; always the same ones."""
    chance = random.Random(11)
    placed = [message for message in told if len(message.place) >= SHORTEST]
    kinds: defaultdict[str, list[str]] = defaultdict(list)
    for message in placed:
        kinds[_kind(message.place)].append(message.place)
    names = sorted({name for message in placed for name in _names(message.place)})
    for message in placed:
        # a second one of English places teaches nothing more
        for turn in range(copies if _CHINESE.search(message.place) else min(copies, 1)):
            place = message.place
            if turn % 2 == 0:
                place = chance.choice(kinds[_kind(place)])
            if _CHINESE.search(place):
                place = _NAME.sub(lambda match: chance.choice(names), place)
            else:
                place = _CAPITAL.sub(lambda match: _unheard_of(match[0], chance), place)
            if place != message.place:
                yield _moved(message, place)


def _unheard_of(word: str, chance: random.Random) -> str:
    """A name that nobody has: what a place is called is new in most messages."""
    if word.lower() in _KNOWN or chance.random() < 0.3:
        return word
    return "".join(chance.choice(part) for part in _SYLLABLES[: chance.choice((2, 3))]).capitalize()


def _names(place: str) -> Iterable[str]:
    return _NAME.findall(place)


def _moved(message: Message, place: str) -> Message:
    start, end = message.start, message.start + len(message.place)
    return replace(message, text=message.text[:start] + place + message.text[end:], place=place)


def _kind(place: str) -> str:
    """Places of one kind may stand for each other."""
    if not _CHINESE.search(place):
        lead = _LEADING.match(place)
        return f"en {lead[0].lower() if lead else ''}{place[:1].isdigit()} {place.count(' ') > 2}"
    kind = "A" if _ANONYMOUS.match(place) else "N" if _NUMBERED.search(place) else "P"
    end = "s" if _SIDES.search(place) else "r" if _STREET.search(place) else "n"
    return f"{kind}{end}{len(place) > 7}"


# --- no place at all -------------------------------------------------------------------------------------

_CITIES = """
    A市 A市 A市 A市 B市 C4市 D市 E市 K市 A1区 A2区 A3区 A4区 A5区 A6区 A7县 A7县 A8县 A9市 C3县 F2区 西地省 西地省A市
""".split()
_LEADS = re.compile("建议|反映|请求|咨询|投诉|关于|举报|希望|请问|请|对")
_PERSONAL = frozenset("我你他她它咱俺这那谁大各尊领您又还也刚昨今快每天一二三上下中隔对")
_CITY = re.compile("[A-Z]\\d{0,2}[省市县区州]|西地省")


def in_a_city(told: Sequence[Message]) -> Iterator[Message]:
    """Reports that name no place, with a city before them, which is none either."""
    chance = random.Random(13)
    for message in told:
        text = message.text
        if message.place or not message.is_report or len(text) > 40 or not _CHINESE.match(text) or _CITY.search(text):
            continue
        lead = _LEADS.match(text)
        start = lead.end() if lead else 0
        if text[start] not in _PERSONAL and chance.random() < 0.5:
            yield replace(message, text=text[:start] + chance.choice(_CITIES) + text[start:])
