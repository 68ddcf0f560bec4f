"""What a draft looks like while a resident makes it: what we understood, and the buttons to correct it."""

from domain.buttons import data
from domain.context import Context
from domain.lines import Button, Day, Line, Rows, Term, line
from domain.people import Chat
from domain.reports.cards import button, excerpt, in_rows, kind_choices, place_of, public_place
from domain.talk.drafts import Draft
from domain.talk.receipts import source_rows
from domain.talk.sources import Source
from domain.understanding.several import Part

Parts = tuple[Part, ...]


def summary(draft: Draft) -> tuple[Line, ...]:
    """What we understood, before it is filed."""
    lines = [line("summary", category=Term("category", draft.category), place=place_of(draft.place))]
    if draft.text:
        lines.append(line("summary-words", text=excerpt(draft.text)))
    if draft.photos or draft.voice:
        lines.append(line("alert-media", photos=len(draft.photos), voice=int(bool(draft.voice))))
    if draft.teller or draft.source:
        source = Term("source", draft.source or Source.UNSAID)
        lines.append(
            line("summary-told", source=source, name=draft.teller)
            if draft.teller
            else line("summary-source", source=source)
        )
    if draft.urgency != "normal":
        lines.append(line("summary-urgent"))
    return (*lines, *near(draft))


def near(draft: Draft) -> tuple[Line, ...]:
    """What it may tell of again."""
    if draft.near is None:
        return ()
    again, status = draft.near, Term("status", draft.near.status)
    return (line("near", number=str(again.number), day=Day(again.at), status=status),)


def _me_too(draft: Draft) -> Rows:
    return ((button("support", "metoo", draft.id, 0, str(draft.near.report)),),) if draft.near else ()


def several(ctx: Context, parts: Parts, chat: Chat, alone: bool) -> tuple[Line, ...]:
    """What it seems to be, when it is more than one thing; not ``alone``: in words that all may read."""
    lines = [line("several", count=len(parts))] if parts else []
    for position, part in enumerate(parts, start=1):
        place = place_of(part.place) if alone or not part.place else public_place(ctx, part.place, chat.lang)
        category = Term("category", part.category)
        lines.append(line("several-item", position=str(position), category=category, place=place))
    return tuple(lines)


def _apart(draft: Draft, parts: Parts) -> tuple[Button, ...]:
    split = Button(line("button-split", count=len(parts)), data("dsplit", draft.id))
    return split, button("file-one", "file", draft.id)


def summary_buttons(draft: Draft, parts: Parts = ()) -> Rows:
    """File it on one tap, or correct it; the guesses beside it when we are not sure."""
    if parts:
        first: Rows = (_apart(draft, parts),)
    elif draft.others:
        first = source_rows("dsource", draft.id, first=draft.source, fixes=draft.fixes)
    else:
        first = ((button("file", "file", draft.id),),)
    return (
        *(() if parts else _me_too(draft)),
        *first,
        *(() if draft.sure or draft.chosen or parts else (kind_choices(draft.guesses, "dkind", draft.id),)),
        (
            button("kind", "dkind", draft.id),
            button("where", "dplace", draft.id),
            button("cancel", "drop", draft.id),
        ),
    )


def beside(draft: Draft, passing: tuple[Button, ...]) -> Rows:
    """It is not ours: pass it on, or file it here all the same."""
    if draft.others:
        here = source_rows("dsource", draft.id, first=draft.source, fixes=False)
    else:
        here = ((button("pass-not", "file", draft.id),),)
    rows = (passing, *here) if passing else here
    return (*rows, *summary_buttons(draft)[-1:])


def kinds(draft: Draft, codes: tuple[str, ...], more: bool) -> Rows:
    """Three buttons to correct the category, and a way to all of them."""
    rows = in_rows(kind_choices(codes, "dkind", draft.id), 3)
    everything = (button("all-kinds", "dkind", draft.id, 0, "*"),) if more else ()
    known = draft.text or draft.photos or draft.voice or draft.chosen
    back = (button("back", "dkind", draft.id, 0, draft.category),) if known else ()
    return (*rows, (*everything, *back), (_way_out(draft.others, "call", draft.id),))


def place_buttons(
    places: tuple[tuple[str, str], ...], verb: str, subject: int, call: str = "call", others: bool = False
) -> Rows:
    """Where is it?  ``places`` are (building code, name); always with a way out."""
    choices = tuple(Button(line("text", text=name), data(verb, subject, 0, code)) for code, name in places)
    return (*in_rows(choices, 2), (_way_out(others, call, subject),))


def _way_out(others: bool, verb: str, subject: int) -> Button:
    """说不清: somebody contacts whoever reports; of another's matter nobody is to be contacted here."""
    return button("unsure-others" if others else "unsure", verb, subject)


def offer(draft: Draft, parts: Parts = ()) -> Rows:
    """Shall I file it?"""
    if parts:
        return (_apart(draft, parts), (button("drop", "drop", draft.id),))
    if draft.near:
        other = button("another", "file", draft.id), button("drop", "drop", draft.id)
        return (*_me_too(draft), other)
    return ((button("file", "file", draft.id), button("drop", "drop", draft.id)),)
