"""``huiyin check`` on Telegram: what it finds, in words that say what to do."""

from pathlib import Path

from bot.check.command import Finding, check
from tests.channels.town import Town, settings, town
from tests.telegram import FakeTelegram


async def findings(folder: Path, telegram: FakeTelegram, **more: str) -> list[Finding]:
    """All of them."""
    return [finding async for finding in check(settings(folder, telegram, **more))]


def about(found: list[Finding], words: str) -> Finding:
    """The one that says this."""
    (finding,) = [each for each in found if words in each.text]
    return finding


async def test_groups_as_they_are(place: Town) -> None:
    found = await findings(place.site.media.folder.parent, place.telegram)
    assert about(found, "@huiyin_bot").good and about(found, "privacy mode is off").good
    group = about(found, "group 银杏里居民")
    assert group.good and "sees everything" in group.text and "its author alone" in group.text
    duty = about(found, "group 值班")
    assert duty.good and "make it an administrator" in duty.text
    place.telegram.mute_bot(place.duty)
    assert not about(await findings(place.site.media.folder.parent, place.telegram), "may not write").good


async def test_privacy_mode_and_a_webhook_in_the_way(tmp_path: Path, hasty: None) -> None:
    async with FakeTelegram(privacy=True) as telegram:
        async with town(tmp_path, telegram, public_url="https://desk.example.org") as place:
            await telegram.until(lambda: telegram.webhook.target.url)
            assert place.site.webhook is not None
        found = await findings(tmp_path, telegram)
        assert "/setprivacy" in about(found, "privacy mode is on").text
        assert "is taken away at the start" in about(found, "long polling").text


async def test_a_token_that_telegram_does_not_know(tmp_path: Path, telegram: FakeTelegram) -> None:
    wrong = "123456789:AAF-a_token_that_nobody_ever_gave_out"
    finding = about(await findings(tmp_path, telegram, telegram_token=wrong), "does not answer")
    assert not finding.good and wrong not in finding.text


async def test_telegram_away(tmp_path: Path, telegram: FakeTelegram) -> None:
    async with telegram.down():
        finding = about(await findings(tmp_path, telegram), "does not answer")
    assert not finding.good and telegram.token not in finding.text
