"""Messages that leave the desk in doubt: which ones do is looked up, since it changes with what the desk learns."""

from itertools import product

from domain.talk.drafts import SURE
from domain.understanding import advice
from tests.desk import Running

# All of building 3, and none of the light that the tests have the model answer.
_PERHAPS = (
    "3号楼那边又那样了",
    "3号楼是不是有点不对劲",
    "3号楼味道有点大",
    "3号楼电梯是不是慢了",
    "3号楼的门好像不太灵",
    "3号楼门口那个坑还在",
)
_UNSURE = tuple(
    f"3号楼{where}{one}，{other}，{dark}"
    for where, one, other, dark in product(
        ("楼道", "门口"),
        ("垃圾多", "坑坑洼洼", "东西堆着"),
        ("积水", "墙也裂了", "停满车"),
        ("灯也暗", "路灯暗", "黑灯瞎火"),
    )
)


def perhaps(running: Running, more: str = "") -> str:
    """Too little for an offer in a group, too much for silence."""
    for words in _PERHAPS:
        found = running.desk.classifier.understand(words + more, running.desk.home)
        if advice.may_be_report(found) and found.is_report < SURE:
            return words + more
    raise LookupError("nothing leaves it in doubt any more")


def unsure(running: Running, more: str = "") -> str:
    """A report of one of several kinds, the lights among them but not first, facilities not."""
    for words in _UNSURE:
        shares = dict(running.desk.classifier.understand(words + more, running.desk.home).categories)
        if max(shares.values()) < SURE and "light" in list(shares)[1:3] and "facilities" not in list(shares)[:3]:
            return words + more
    raise LookupError("nothing leaves it in doubt any more")
