"""The words we were waiting for: staff's notes and questions, residents' answers and places."""

from domain import lifecycle, residents
from domain.drafts import Prompt
from domain.effects import Say, line
from domain.events import Said
from domain.people import Chat, Person
from domain.places import nearest
from domain.report import MoveRefused
from domain.understanding import Place
from handlers import cases
from handlers.desk import Turn
from storage import drafts, reports


def answer(turn: Turn, event: Said, chat: Chat, person: Person, prompt: Prompt) -> None:
    """Take these words for the answer to the open question."""
    report = reports.get(turn.tx, prompt.report)
    if report is None or report.cycle != prompt.cycle:
        drafts.forgo(turn.tx, chat.id, person.id)
        return
    case = cases.load(turn, report)
    context = turn.context(chat.community)
    try:
        match prompt.kind:
            case "note":
                turn.keep(lifecycle.noted(context, case, person, chat, prompt, event.text, event.photos))
            case "reason":
                drafts.forgo(turn.tx, chat.id, person.id)
                turn.keep(lifecycle.refused(context, case, person, "own", event.text))
            case "question":
                turn.keep(lifecycle.asked(context, case, person, chat, event.text))
            case "place" if person.id == report.reporter:
                turn.keep(residents.replaced(context, case, person, chat, _place(turn, event, chat)))
            case "place":
                drafts.forgo(turn.tx, chat.id, person.id)
                turn.keep(lifecycle.placed(context, case, person, _place(turn, event, chat)))
            case "answer":
                turn.keep(residents.answered(context, case, person, chat, event))
            case "missing":
                drafts.forgo(turn.tx, chat.id, person.id)
                turn.keep(residents.add(context, case, person, event))
                turn.keep([residents.added(case, chat, person)])
    except MoveRefused as refused:
        drafts.forgo(turn.tx, chat.id, person.id)
        turn.keep([Say(chat, (line(f"refused-{refused.reason}", number=str(report.number)),), report=report.id)])


def _place(turn: Turn, event: Said, chat: Chat) -> Place:
    context = turn.context(chat.community)
    if event.point:
        point = event.point
        return nearest(point, context.community) or Place(f"{point.lat:.5f}, {point.lon:.5f}")
    return lifecycle.place_from(context, event.text)
