"""A report and the people around it, as the tests of the domain need them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from config import categories, community, model
from config.settings import Settings
from domain.categories import Urgency
from domain.context import Case, Context, Crew
from domain.effects import Answer, Attach, Detach, Effect, Expect, Put, Say, Support, Unsupport
from domain.people import Chat, ChatKind, Grant, Person, Recipient, Role
from domain.report import Report
from domain.reports import lifecycle, notices
from domain.understanding.classification import Classifier
from domain.understanding.result import Place

SETTINGS = Settings(_env_file=None)
KINDS = categories.load(SETTINGS.categories)
HOME = community.load(SETTINGS.community)
CLASSIFIER = Classifier(KINDS, model.load())
NOW = datetime(2026, 11, 22, 1, 30, tzinfo=UTC)

GROUP = Chat(1, "web", "group", ChatKind.GROUP, HOME.code, "zh-CN")
DUTY = Chat(2, "web", "duty", ChatKind.DUTY, HOME.code, "zh-CN")


def person(id_: int, name: str, role: Role | None = None, trade: str = "", grids: tuple[str, ...] = ()) -> Person:
    """Somebody, with a role if they have one."""
    grants = (Grant(role, trade, frozenset(grids)),) if role else ()
    return Person(id_, name, "zh-CN", grants)


def private(who: Person) -> Chat:
    """Their chat with the bot alone."""
    return Chat(10 + who.id, "web", f"private:{who.id}", ChatKind.PRIVATE, HOME.code, "zh-CN", person=who.id)


LI, WANG = person(1, "李阿姨"), person(2, "王先生")
ZHOU = person(3, "周师傅", Role.STAFF, "electrician")
CHEN = person(4, "小陈", Role.STAFF, "grid_officer", ("g1",))
LIU = person(5, "刘书记", Role.HEAD, "head")
PEOPLE = (LI, WANG, ZHOU, CHEN, LIU)
CREW = Crew(duty=(DUTY,), staff=(ZHOU, CHEN, LIU), private={each.id: private(each) for each in (ZHOU, CHEN, LIU)})


def context(at: datetime = NOW) -> Context:
    """What decisions may look at."""
    return Context(at, HOME, KINDS, CLASSIFIER)


def report(**changes: object) -> Report:
    """A lamp on the stairs, reported by LI."""
    made = Report(
        id=7,
        number=1001,
        community=HOME.code,
        category="light",
        urgency=Urgency.NORMAL,
        place=Place("3号楼2单元502", "b3", "g1"),
        text="3号楼2单元502门口楼道灯不亮",
        reporter=LI.id,
        chat=GROUP.id,
        message="m1",
        reported_at=NOW,
        since=NOW,
        respond_by=NOW + timedelta(hours=24),
        resolve_by=NOW + timedelta(days=3),
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def case(of: Report | None = None, **changes: object) -> Case:
    """The report with everybody around it."""
    made = Case(of or report(), CREW, reporter=Recipient(LI.id, private(LI)), group=GROUP)
    return replace(made, **changes)  # type: ignore[arg-type]


@dataclass
class World:
    """A report that lives through decisions: what storage would keep of their effects."""

    case: Case = field(default_factory=case)
    now: datetime = NOW
    said: list[Say] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    expected: list[Expect] = field(default_factory=list)

    @property
    def report(self) -> Report:
        """The report as it stands."""
        return self.case.report

    @property
    def status(self) -> str:
        """Where it stands, in a word."""
        return str(self.report.status)

    @property
    def ctx(self) -> Context:
        """The world at this moment."""
        return context(self.now)

    def keep(self, effects: Iterable[Effect]) -> None:
        """Do what a decision wants, all of it or nothing."""
        for effect in list(effects):
            self._keep(effect)

    def _keep(self, effect: Effect) -> None:
        match effect:
            case Put(report):
                people = {each.id: each for each in PEOPLE}
                self.case = replace(
                    self.case,
                    report=replace(report, version=report.version + 1),
                    reporter=Recipient(report.reporter, private(people[report.reporter])) if report.reporter else None,
                    assignee=people.get(report.assignee or 0),
                    told_assignee=people.get(report.told_assignee or 0),
                )
            case Support(_, who, _):
                others = tuple(each for each in self.case.supporters if each.person != who)
                self.case = replace(self.case, supporters=(*others, Recipient(who, private(PEOPLE[who - 1]))))
            case Unsupport(_, who):
                self.case = replace(
                    self.case, supporters=tuple(each for each in self.case.supporters if each.person != who)
                )
            case Attach(_, photos, _, True):
                self.case = replace(self.case, after=(*self.case.after, *photos))
            case Detach():
                self.case = replace(self.case, after=())
            case Say():
                self.said.append(effect)
            case Answer(words):
                self.answers.append(words.key)
            case Expect():
                self.expected.append(effect)
            case _:
                pass

    def pass_time(self, by: timedelta) -> None:
        """Let time pass; a move that stands by then is told."""
        self.now += by
        self.keep(notices.stands(self.ctx, self.case))

    def told(self, chat: Chat) -> list[str]:
        """The keys of all lines said in a chat."""
        return [line.key for say in self.said if say.to.id == chat.id for line in say.lines]


UNDO = lifecycle.UNDO
