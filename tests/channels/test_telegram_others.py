"""Filing for others on Telegram: what is forwarded, and the receipt to copy back."""

from tests.channels.town import Town


async def test_a_receipt_is_copied_and_no_press_comes_back(place: Town) -> None:
    await place.say(place.zhou, place.zhou, "老周来电 3号楼下水堵了")
    await place.press(place.zhou, place.zhou, "来电")
    receipt = place.find(place.zhou, place.zhou, "复制")
    assert receipt.button("复制").keys() == {"text", "copy_text"}
    assert place.telegram.copy(receipt, "复制").startswith("您说的3号楼下水的事记上了，编号1001")
    await place.well()


async def test_what_is_forwarded_was_seen_elsewhere(place: Town) -> None:
    place.telegram.forward(place.zhou, place.zhou, "北门路灯不亮，有没有人管", author="业主甲")
    await place.settled()
    assert place.last(place.zhou).labels[0] == "群里看到"
    place.telegram.forward(place.zhou, place.zhou, "进度", author="业主甲")  # no request of theirs
    await place.settled()
    assert "北门路灯不亮" in place.last(place.zhou).text
    await place.well()


async def test_a_resident_forwards_for_themselves(place: Town) -> None:
    place.telegram.forward(place.li, place.li, "北门路灯不亮", author="邻居")
    await place.settled()
    assert place.last(place.li).labels[0] == "报上去"
