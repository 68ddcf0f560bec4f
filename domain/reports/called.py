"""What a report is called where several communities meet: 银杏里1001, since each counts its own numbers."""

from collections.abc import Mapping

from domain.community import Community
from domain.report import Report
from domain.understanding.folding import fold
from domain.where import outside

_KIND = ("社区", "小区")  # what nobody says before a number
_DIGITS = "0123456789"
_NUMBER = range(3, 10)  # so many digits a number has


def short(community: Community, lang: str) -> str:
    """A community's name as people say it before a number."""
    name = community.names[lang]
    for kind in _KIND:
        if len(name) > len(kind) + 1:
            name = name.removesuffix(kind)
    return name


def called(communities: Mapping[str, Community], report: Report, lang: str) -> str:
    """A report's number with the name of the community that counted it."""
    return named(communities, report.home, report.number, lang)


def named(communities: Mapping[str, Community], home: str, number: int, lang: str) -> str:
    """A number with the name of a community."""
    if home not in communities:
        return str(number)
    return f"{short(communities[home], lang)}{'' if lang == 'zh-CN' else ' '}{number}"


def by_name(text: str, communities: Mapping[str, Community]) -> tuple[str, int] | None:
    """The community and the number that somebody wrote: 银杏里1001, 柳岸社区 1002, Ginkgo Lane 1001."""
    words = fold(text).strip(" .?!")
    name = words.rstrip(_DIGITS)
    number = words[len(name) :]
    if len(number) not in _NUMBER:
        return None
    name = name.strip(" #:的").removesuffix("编号").removesuffix("no").strip()
    found = [code for code, each in communities.items() if name and name in outside.forms(each)]
    return (found[0], int(number)) if len(found) == 1 else None
