"""公开原话, 公开照片: what staff let everybody read and see of the original, masked, and how they take it back.

Phones, identities, plates and rooms are blacked out by rule (domain/understanding/masking.py); names that no rule
knows are offered word by word, one tap each.  Whoever releases sees first what everybody will see.
"""

import zlib
from dataclasses import replace

from domain.buttons import data
from domain.categories import Visibility
from domain.context import Case, Context
from domain.effects import Answer, Effects, Say
from domain.lines import Button, Rows, line
from domain.people import Chat, Person
from domain.permissions import MAY
from domain.public.sights import again
from domain.report import MoveRefused, Report
from domain.reports import alerts, cards, outcome
from domain.reports.lifecycle import stored
from domain.talk.filing import refresh
from domain.understanding import masking

CHOICES = 8  # words that are offered


def words(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """First what everybody would read, with a button for each word that may be a name; then it is released.

    ``arg``: nothing, ``<hidden words>.<of which text>``, that with ``yes.`` before, or ``back``.
    """
    _allowed(case, who, "release_words")
    report = case.report
    if arg == "back":
        yield from _words_back(ctx, case, who, at)
        return
    if report.visibility is not Visibility.PUBLIC or not report.text:
        raise MoveRefused("release_words", report, "status")
    sure = arg.startswith("yes.")
    bits = _bits(arg.removeprefix("yes."), report)
    if sure and bits is not None:
        yield from _released(ctx, case, who, at, bits)
    else:
        yield _preview(report, who, at, bits or 0)


def _bits(chosen: str, report: Report) -> int | None:
    """Which words are hidden; None where the text has changed since that was shown."""
    mask, _, of = chosen.partition(".")
    if of != _mark(report) or not mask.isascii() or not mask.isalnum() or len(mask) > 2:
        return None
    try:
        return int(mask, 16)
    except ValueError:
        return None


def _mark(report: Report) -> str:
    return f"{zlib.crc32(report.text.encode()):08x}"


def _hidden(report: Report, bits: int) -> tuple[str, ...]:
    return tuple(word for n, word in enumerate(_names(report)) if bits >> n & 1)


def _names(report: Report) -> tuple[str, ...]:
    return masking.namelike(report.text)[:CHOICES]


def _preview(report: Report, who: Person, at: Chat, bits: int) -> Say:
    said = (
        line("release-preview", number=str(report.number)),
        line("quoted", text=masking.blacked(report.text, _hidden(report, bits))),
        line("release-names" if _names(report) else "release-look"),
    )
    return Say(at, said, _name_buttons(report, bits), tag=f"release:{report.id}:{who.id}", report=report.id)


def _name_buttons(report: Report, bits: int) -> Rows:
    act, mark = (report.id, report.cycle), _mark(report)
    names = tuple(
        Button(
            line("button-name-shown" if bits >> n & 1 else "button-name-hide", name=word),
            data("release", *act, f"{bits ^ (1 << n):x}.{mark}"),
        )
        for n, word in enumerate(_names(report))
    )
    sure = cards.button("release-yes", "release", *act, f"yes.{bits:x}.{mark}")
    return (*cards.in_rows(names, 3), (sure,))


def _released(ctx: Context, case: Case, who: Person, at: Chat, bits: int) -> Effects:
    report = replace(case.report, released=masking.blacked(case.report.text, _hidden(case.report, bits)))
    yield from stored(report, who, "release_words", f"{bits:x}")
    yield from refresh(replace(case, report=report), ctx)
    words = (line("released", number=str(report.number)), line("quoted", text=report.released))
    back = ((cards.button("unrelease", "release", report.id, report.cycle, "back"),),)
    yield Say(at, words, back, tag=f"release:{report.id}:{who.id}", report=report.id)
    yield Answer(line("answer-released"))


def _words_back(ctx: Context, case: Case, who: Person, at: Chat) -> Effects:
    if not case.report.released:
        yield Answer(line("answer-done-already"))
        return
    report = replace(case.report, released="")
    yield from stored(report, who, "release_words", "back")
    yield from refresh(replace(case, report=report), ctx)
    gone = (line("words-back", number=str(report.number)),)
    yield Say(at, gone, tag=f"release:{report.id}:{who.id}", change=True, report=report.id)
    yield Answer(line("answer-taken-back"))


def photos(ctx: Context, case: Case, who: Person, at: Chat, arg: str) -> Effects:
    """The reporter's own photos: shown once more, since no rule can mask a face; then released, or taken back."""
    _allowed(case, who, "publish_photos")
    report = case.report
    if arg == "back":
        yield from _photos_back(ctx, case, who, at)
        return
    if report.visibility is not Visibility.PUBLIC or not case.own:
        raise MoveRefused("publish_photos", report, "status")
    if arg != "yes":
        sure = ((cards.button("photos-yes", "photos", report.id, report.cycle, "yes"),),)
        look = (line("photos-look", number=str(report.number), count=len(case.own)),)
        yield Say(at, look, sure, tag=f"photos:{report.id}:{who.id}", report=report.id, photos=case.own)
        return
    case = replace(case, report=replace(report, published=True))
    yield from stored(case.report, who, "publish_photos")
    yield from refresh(case, ctx)
    if case.group and alerts.has_ended(report) and (said := outcome.openly(ctx, case, case.group)):
        yield said
    done = (line("photos-released", number=str(report.number)),)
    back = ((cards.button("unphotos", "photos", report.id, report.cycle, "back"),),)
    yield Say(at, done, back, tag=f"photos:{report.id}:{who.id}", change=True, report=report.id)
    yield Answer(line("answer-released"))


def _photos_back(ctx: Context, case: Case, who: Person, at: Chat) -> Effects:
    if not case.report.published:
        yield Answer(line("answer-done-already"))
        return
    case = replace(case, report=replace(case.report, published=False))
    yield from stored(case.report, who, "publish_photos", "back")
    yield from refresh(case, ctx)
    gone = (line("photos-back", number=str(case.report.number)),)
    yield Say(at, gone, tag=f"photos:{case.report.id}:{who.id}", change=True, report=case.report.id)
    if alerts.has_ended(case.report):
        yield from again(ctx, case)
    yield Answer(line("answer-taken-back"))


def _allowed(case: Case, who: Person, action: str) -> None:
    if not MAY[action] & case.roles(who):
        raise MoveRefused(action, case.report, "role")
