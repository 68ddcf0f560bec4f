"""What the cards of a report show of its history."""

from storage import history, reports
from storage.db import Database, Tx
from tests.storage.examples import LIGHT, NOW


def happened(tx: Tx, *events: tuple[str, int | None, str]) -> history.Past:
    reports.put(tx, LIGHT)
    for kind, actor, text in events:
        history.log(tx, LIGHT.id, NOW, actor, kind, "", text)
    return history.past(tx, LIGHT.id)


async def test_the_last_remark_stands_and_one_without_words_changes_nothing(db: Database) -> None:
    past = await db.write(happened, ("remark", 1, "梯子在三楼"), ("remark", 2, "梯子还了"), ("remark", 2, ""))
    assert past.remark == "梯子还了"


async def test_whoever_resolved_last_did_it(db: Database) -> None:
    past = await db.write(happened, ("resolve", 1, "换了灯"), ("undo", 1, ""), ("resolve", 2, "换了灯座"))
    assert past.resolver == 2


async def test_each_answer_stands_beside_its_question_and_a_photo_alone_is_none(db: Database) -> None:
    past = await db.write(
        happened,
        ("ask", 1, "几楼？"),
        ("answer", 3, ""),
        ("answer", 3, "二楼"),
        ("ask", 1, "哪边？"),
        ("hand_over", 1, ""),
    )
    assert past.exchanges == (("几楼？", "二楼"),)
    assert past.handed == 1
