"""A spreadsheet on Telegram: a document in private, or the word that its hour is over."""

import argparse
import os
from datetime import date
from pathlib import Path

import pytest

from bot.channels import telegram as channel
from bot.subcommands import export as export_command
from storage.documents import KEPT
from tests.channels.town import Town
from tests.export.sheets import read

LIGHT = "3号楼2单元楼道灯不亮"


async def test_the_manager_gets_the_file_as_a_document(place: Town, tmp_path: Path) -> None:
    await place.say(place.li, place.group, LIGHT)
    await place.press(place.li, place.group, "报上去")
    await place.say(place.liu, place.liu, "/export")
    await place.press(place.liu, place.liu, "本月")
    await place.press(place.liu, place.liu, "Excel 表格")
    shown = place.last(place.liu)
    assert shown.media == "document" and shown.text.startswith("银杏里社区 2026-11-01 到 2026-11-30：1件。")
    document = shown.message.content["document"]
    assert document["file_name"] == "huiyin-ginkgo-2026-11-01_2026-11-30.xlsx"
    got = tmp_path / "got.xlsx"
    got.write_bytes(place.telegram.state.world.files.by_id[document["file_id"]].content)
    assert [row[0] for row in read(got)["上报"].rows] == ["编号", 1001]
    assert any(text.startswith("2026-11-01 到 2026-11-30的导出好了") for text in place.texts(place.liu))


async def test_a_file_that_telegram_does_not_take_says_what_to_do(place: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(channel, "LARGEST", 1_000)  # bytes; a real one would be written for minutes
    await place.say(place.liu, place.liu, "/export")
    await place.press(place.liu, place.liu, "本月")
    await place.press(place.liu, place.liu, "Excel 表格")
    assert place.telegram.called("sendDocument") == []
    shown = place.last(place.liu)
    assert shown.media == "" and shown.text.startswith("这份表格超过了50 MB，Telegram 发不了。")
    command = shown.text.split("\n")[-1].split()
    export_command.arguments(known := argparse.ArgumentParser())
    options = known.parse_args(command[2:])
    assert command[:2] == ["huiyin", "export"] and (options.since, options.until) == (
        date(2026, 11, 1),
        date(2026, 11, 30),
    )
    assert (options.community, options.format, options.layout, options.no_words) == ("ginkgo", "xlsx", "own", False)


async def test_a_file_whose_hour_is_over_is_not_sent(place: Town) -> None:
    await place.say(place.liu, place.liu, "/export")
    await place.press(place.liu, place.liu, "上周")
    await place.press(place.liu, place.liu, "CSV")
    assert place.site.documents
    (path,) = place.site.documents.folder.glob("*/*")
    os.utime(path, (path.stat().st_mtime - KEPT,) * 2)
    await place.all("UPDATE slot SET state = 'waiting', sent_rev = 0 WHERE content LIKE '%\"document\"%'")
    await place.say(place.liu, place.liu, "/help")
    assert any(text.startswith("这份表格过了一小时，已经删了") for text in place.texts(place.liu))
