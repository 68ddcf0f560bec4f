"""Complaints about the property company, the desk or somebody who works here: they go one step above those concerned.

Recognised by what somebody does (how they speak, what they charge, that they refuse), never by a thing that is broken:
a lamp that nobody mended is a lamp.  Staff and the reporter may say so, too.  Who hears them, ``above``.
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from domain.categories import Visibility
from domain.people import CREW, Grant, Person, Role
from domain.report import Report
from domain.understanding.folding import fold

HEAD, STREET = "head", "street"  # ``Report.above``: who decides it
COMPANY, DESK, WORKER = "company", "desk", "worker"  # whom it is about; or the head
_COMPANY = (
    r"(?:物业(?:公司|经理|人员|的人|管家|前台|客服)?|物管|管理处|保安|保洁员?"
    r"|management company|property (?:management|company|manager)|security guards?|guards?|caretaker)"
)
_DESK = (
    r"(?:居委会?|社区(?:工作人员|干部|的人)?|网格员|值班(?:员|室|的人|人员)|工作人员|客服|维修工|维修师傅|师傅|电工|水工"
    r"|你们(?:的人|这些人|单位)?|the (?:desk|office|staff)|staff|(?:grid|duty) officer|repair ?man|electrician|plumber)"
)
_HEAD = r"(?:书记|社区主任|居委会主任|你们领导|一把手|party secretary|the head|the secretary)"
_SOMEBODY = "(?:人|我|老人|业主|居民)"
_DID = (
    r"(?:态度(?:太|很|特别|非常|极其|十分)?(?:差|恶劣|不好|蛮横|冷漠|傲慢|凶)"
    rf"|(?:骂|打|推|踢|威胁|恐吓|侮辱|辱骂|刁难|报复|吼){_SOMEBODY}"
    r"|乱收费|私自收|多收(?:了|钱)|收(?:了)?(?:我)?(?:红包|好处|回扣|黑钱)|索要|要(?:红包|好处)|吃回扣|贪污|受贿|挪用"
    r"|摆架子|耍横|上班(?:睡觉|打牌|喝酒|玩手机)|弄虚作假|造假|泄露(?:我|业主|居民)"
    r"|(?:was|is|are|were) (?:so |very |really )?(?:rude|abusive|threatening|drunk|corrupt|dismissive)"
    r"|(?:shouted|swore|yelled|sworn) at|insulted|threatened|bribe|overcharged|hit me|pushed me|lied to)"
)
# Beside a thing that is broken these only say that it waits; of a service they are the matter itself.
_LEFT = r"(?:推诿|踢皮球|不作为|敷衍|糊弄|不管事|不干事|does nothing|do nothing|ignor(?:es?|ing) us)"
_BLAME = r"(?:投诉|举报|控告|complain(?:t|ing)? (?:about|against))"
_WHO = rf"(?P<who>{_HEAD}|{_COMPANY}|{_DESK})"
_AGAINST = re.compile(rf"{_BLAME} ?(?:一下|你们)?的?(?:那个|这个|the |your )?{_WHO}")
_CONDUCT = re.compile(rf"{_WHO}[^\n]{{0,14}}?{_DID}")
_NEGLECT = re.compile(rf"{_WHO}[^\n]{{0,14}}?{_LEFT}")
_BLAMED = re.compile(rf"{_DID}|{_LEFT}|{_BLAME}")
SERVICES = frozenset({"services", "other"})  # where neglect is the matter itself
_CLAUSE = re.compile(r"[^，,。.;；！!？?\n]+")
_IS_HEAD, _IS_COMPANY = re.compile(_HEAD), re.compile(_COMPANY)
SHORTEST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class Complaint:
    """About whom somebody complains, and who decides it."""

    about: str  # company, desk, worker, head
    above: str = HEAD
    concerned: tuple[int, ...] = ()  # persons it names


def blames(text: str) -> bool:
    """Whether somebody is blamed in it for anything: without that it is no complaint about whoever works here."""
    return bool(_BLAMED.search(fold(text)))


def find(text: str, holders: Collection[Person], category: str) -> Complaint | None:
    """The complaint in these words about something of a category; ``holders``: everybody who holds a role here."""
    neglect = category in SERVICES
    blamed = [clause[0] for clause in _CLAUSE.finditer(fold(text)) if _BLAMED.search(clause[0])]
    clauses = [clause for clause in blamed if neglect or not re.search(_LEFT, clause) or re.search(_BLAME, clause)]
    named = [person for person in holders if any(_is_named(person, clause) for clause in clauses)]
    if named:
        return of_persons(named)
    for clause in clauses:
        if found := _AGAINST.search(clause) or _CONDUCT.search(clause) or (neglect and _NEGLECT.search(clause)):
            if _IS_HEAD.search(found["who"]):
                return Complaint(HEAD, STREET)
            return Complaint(COMPANY if _IS_COMPANY.search(found["who"]) else DESK)
    return None


def of_persons(named: Iterable[Person]) -> Complaint:
    """A complaint about these people: where one of them is the head, it goes above the head."""
    persons = tuple(named)
    head = any(person.holds({Role.HEAD}) for person in persons)
    ids = tuple(sorted(person.id for person in persons))
    return Complaint(HEAD if head else WORKER, STREET if head else HEAD, ids)


def _is_named(person: Person, clause: str) -> bool:
    name = fold(person.name).strip()
    if not person.holds(CREW) or len(name) < SHORTEST:
        return False
    return re.search(rf"\b{re.escape(name)}\b", clause) is not None if name.isascii() else name in clause


def above(level: str, concerned: Collection[int], holders: Iterable[Person]) -> tuple[Person, ...]:
    """Who decides it, each as the head of it: the heads, else the managers, that it is not about; else the street.

    Nobody, where none of them is left.
    """
    free = [person for person in holders if person.id not in concerned]
    heads = [person for person in free if person.holds({Role.HEAD})]
    if level == HEAD and not heads and not any(person.holds({Role.HEAD}) for person in holders):
        heads = [person for person in free if person.holds({Role.MANAGER})]
    chosen = heads if level == HEAD and heads else [person for person in free if person.holds({Role.STREET})]
    return tuple(_as_head(person) for person in chosen)


def _as_head(person: Person) -> Person:
    street = tuple(grant for grant in person.grants if grant.role is Role.STREET)
    return replace(person, grants=(Grant(Role.HEAD, person.trade or HEAD, frozenset()), *street))


def facing(report: Report, person: Person, decide: Collection[Person]) -> Person:
    """Somebody as far as this report goes: the head of a complaint, or with no role at all."""
    if not report.above:
        return person
    return next((each for each in decide if each.id == person.id), replace(person, grants=()))


def put_on(report: Report, complaint: Complaint) -> Report:
    """The report as a complaint, when it is filed."""
    return replace(report, above=complaint.above, concerned=complaint.concerned, visibility=Visibility.PRIVATE)
