"""A desk without a duty group, on the web alone for example: whoever is on duty hears of each report in private."""

from pathlib import Path

from storage.db import Tx
from tests.desk import running_desk
from tests.transcript import Player


def unbound(tx: Tx) -> None:
    """There is no duty group."""
    tx.run("UPDATE chat SET kind = 'unbound' WHERE kind = 'duty'")


async def test_who_is_on_duty_gets_the_card_and_works_with_it(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as it:
        await it.desk.db.write(unbound)
        player = Player(it)
        await player.play("李阿姨 在 私聊: 3号楼2单元楼道灯不亮")
        seen = await player.play("李阿姨 在 私聊 按 [报上去]")
        cards = [line for line in seen if "1001 灯" in line and "[接单]" in line]
        assert [line.split(":")[0] for line in cards] == ["周师傅", "孙姐", "小陈"]  # the head has no shift
        await player.play("周师傅 在 私聊 按 1001 [接单]")
        taken = await player.play("周师傅 在 私聊 按 1001 [今天]")
        assert {"孙姐 变成", "小陈 变成"} <= {line.split(":")[0] for line in taken}  # they see that somebody has it
        told = await player.play("[+60秒]")
        assert any(line.startswith("李阿姨: 1001") for line in told)


async def test_it_is_they_who_are_reminded(tmp_path: Path) -> None:
    async with running_desk(tmp_path) as it:
        await it.desk.db.write(unbound)
        player = Player(it)
        await player.play("李阿姨 在 私聊: 3号楼2单元楼道灯不亮")
        await player.play("李阿姨 在 私聊 按 [报上去]")
        reminded = await player.play("[+12小时]")
        assert [line.split(":")[0] for line in reminded] == ["周师傅", "孙姐"]
