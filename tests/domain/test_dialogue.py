"""The private dialogue where transcripts do not reach: albums arrive in several updates only on real channels."""

from dataclasses import replace

from domain.effects import PutDraft, Say, Schedule
from domain.events import Said, Speaker
from domain.talk import dialogue
from tests.domain.cases import LI, NOW, context, private

ALICE = Speaker("li", "李阿姨")


def photo(name: str, message: str, text: str = "") -> Said:
    return Said("telegram", "1", ALICE, message, NOW, private=True, text=text, photos=(name,), album="a1")


def test_an_album_is_one_report_answered_once_when_it_has_settled() -> None:
    ctx, chat = context(), private(LI)
    draft = dialogue.empty(ctx, chat, LI.id, 1)
    for number, text in enumerate(["3号楼2单元楼道灯不亮", "", ""]):
        event = photo(f"{number}.jpg", f"m{number}", text)
        draft = dialogue.hear(ctx, event, draft, chat.lang)
        effects = list(dialogue.said(ctx, event, chat, draft, new=number == 0))
        assert not any(isinstance(each, Say) for each in effects)
        assert Schedule(NOW + dialogue.SETTLE, "settle", "1") in effects
    assert draft.photos == ("0.jpg", "1.jpg", "2.jpg")
    settled = list(dialogue.ask(ctx, draft, chat))
    assert sum(isinstance(each, Say) for each in settled) == 1


def test_words_around_a_place_are_kept() -> None:
    ctx, chat = context(), private(LI)
    draft = replace(dialogue.empty(ctx, chat, LI.id, 1), words=(("m1", "漏水了"),), asked="place")
    answer = Said("web", "1", ALICE, "m2", NOW, text="在3号楼2单元，都流到楼下去了，快点来人")
    heard = dialogue.hear(ctx, answer, draft, chat.lang)
    assert heard.place and heard.place.building == "b3"
    assert "流到楼下" in heard.text


def test_a_bare_place_is_not_repeated_as_words() -> None:
    ctx, chat = context(), private(LI)
    draft = replace(dialogue.empty(ctx, chat, LI.id, 1), words=(("m1", "漏水了"),), asked="place")
    heard = dialogue.hear(ctx, Said("web", "1", ALICE, "m2", NOW, text="在3号楼2单元"), draft, chat.lang)
    assert heard.text == "漏水了"


def test_what_became_no_report_goes_with_every_message_that_repeated_it() -> None:
    ctx, chat = context(), private(LI)
    draft = replace(dialogue.empty(ctx, chat, LI.id, 1), turn=3)
    gone = [each.tag for each in dialogue.erased(draft, chat) if isinstance(each, Say) and not each.lines]
    assert gone == ["draft:1:1", "draft:1:2", "draft:1:3"]
    assert not any(isinstance(each, PutDraft) for each in dialogue.erased(draft, chat))
