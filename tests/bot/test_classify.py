"""``huiyin classify``: JSON lines in, JSON lines out, or the reasons in words."""

import io
import json
import sys
from pathlib import Path

import pytest

from bot import cli


@pytest.fixture(autouse=True)
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def classify(monkeypatch: pytest.MonkeyPatch, typed: bytes, *options: str) -> int:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed)))
    return cli.main(["classify", *options])


def test_a_line_for_each_message_in_their_order(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = '{"id": "a", "text": "3号楼2单元楼道灯坏了"}\n\n{"id": 2, "text": "谢谢师傅"}\n'.encode()
    assert classify(monkeypatch, typed) == 0
    first, second = map(json.loads, capsys.readouterr().out.splitlines())
    assert (first["id"], first["is_report"], first["category"], first["urgency"]) == ("a", True, "light", "normal")
    assert first["location"] in "3号楼2单元楼道灯坏了"
    assert first["categories"][0][0] == "light"
    assert 0.5 < first["score"] <= 1
    assert (second["id"], second["is_report"], second["location"]) == (2, False, None)


def test_what_is_no_message_is_named_and_the_others_are_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = b'nonsense\n[]\n{"id": 1}\n{"text": 5}\n\xff\n' + b"[" * 100_000 + b'\n{"id": 7, "text": ""}\n'
    assert classify(monkeypatch, typed) == 1
    told = capsys.readouterr()
    assert [json.loads(line)["id"] for line in told.out.splitlines()] == [7]
    assert [f"line {number}:" in told.err for number in range(1, 8)] == [True] * 6 + [False]


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["classify", "none.jsonl"]) == 2
    assert "none.jsonl" in capsys.readouterr().err


def test_another_community_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["classify", "--community", "moon", "--text", "灯坏了"]) == 2
    assert "'moon'" in capsys.readouterr().err


def test_the_reasons_are_words_of_the_message(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["classify", "--explain", "--lang", "zh", "--text", "3号楼2单元楼道灯坏了"]) == 0
    told = capsys.readouterr().out
    assert "像报修" in told and "楼道灯" in told and "3号楼" in told
    assert cli.main(["classify", "--explain", "--lang", "en", "--text", "smoke is coming out of the garage"]) == 0
    assert "danger" in capsys.readouterr().out
