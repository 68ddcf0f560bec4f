"""gettoken: one token a secret, until it ends or is taken back."""

import httpx
import pytest

from tests.wecom.conftest import Desk


async def test_asking_again_gives_the_same_token_until_it_ends(desk: Desk) -> None:
    first = await desk.new_token()
    desk.wecom.later(seconds=7_199)
    assert await desk.new_token() == first
    desk.wecom.later(seconds=1)
    assert await desk.new_token() != first


async def test_each_app_has_its_own_token_and_permissions(desk: Desk) -> None:
    other = desk.wecom.app(desk.corp, "巡查")
    other.may.discard("kf")
    mine, desk.app = await desk.new_token(), other
    assert await desk.new_token() != mine
    assert await desk.code("kf/account/list") == 48002


async def test_a_token_is_refused_when_missing_wrong_revoked_or_over(desk: Desk) -> None:
    async def refused(token: str | None) -> int:
        params = {} if token is None else {"access_token": token}
        return int((await desk.http.get("/cgi-bin/kf/account/list", params=params)).json()["errcode"])

    assert (await refused(None), await refused("made up")) == (41001, 40014)
    token = await desk.new_token()
    assert await refused(token) == 0
    desk.wecom.revoke_tokens(desk.app)
    assert await refused(token) == 40014
    fresh = await desk.new_token()
    assert fresh != token
    desk.wecom.later(hours=2)
    assert await refused(fresh) == 42001


@pytest.mark.parametrize(("corpid", "secret", "code"), [("ww0", None, 40013), (None, "x", 40001)])
async def test_a_wrong_corp_or_secret_has_its_own_code(
    desk: Desk, corpid: str | None, secret: str | None, code: int
) -> None:
    query = {"corpid": corpid or desk.corp.id, "corpsecret": secret or desk.app.secret}
    answer = await desk.http.get("/cgi-bin/gettoken", params=query)
    assert (answer.status_code, answer.json()["errcode"]) == (200, code)


async def test_faults_come_before_or_after_the_call_is_taken(desk: Desk) -> None:
    desk.wang.says("路灯不亮")
    await desk.new_token()
    desk.wecom.refuse(-1, path="kf/send_msg")
    assert (await desk.send())["errcode"] == -1
    desk.wecom.wrong_json(path="kf/send_msg")
    assert await desk.send() == {"surprise": []}
    desk.wecom.drop(path="kf/send_msg", after=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await desk.send("一", msgid="own-1")
    assert desk.wang.texts == ["一"]
    desk.wecom.hang(path="kf/send_msg", after=True)
    desk.http.timeout = httpx.Timeout(0.05)
    with pytest.raises(httpx.ReadTimeout):
        await desk.send("二", msgid="own-2")
    desk.http.timeout = httpx.Timeout(10)
    assert (await desk.send("二", msgid="own-2"))["msgid"] == "own-2"
    assert desk.wang.texts == ["一", "二"]


async def test_pages_server_errors_and_being_away(desk: Desk) -> None:
    await desk.new_token()
    desk.wecom.server_error(503, path="message/send", skip=1)
    url = f"/cgi-bin/message/send?access_token={await desk.new_token()}"
    statuses = [(await desk.http.post(url, json={"agentid": 1})).status_code for _ in range(3)]
    assert statuses == [200, 503, 200]
    desk.wecom.page(path="gettoken")
    assert (await desk.http.get("/cgi-bin/gettoken")).text.startswith("<html>")
    async with desk.wecom.down():
        with pytest.raises(httpx.ConnectError):
            await desk.http.get("/cgi-bin/gettoken")
    assert await desk.code("kf/account/list") == 0
    assert {call.fault for call in desk.wecom.calls} == {"", "server error", "page"}


async def test_a_call_that_the_fake_does_not_know_and_a_body_that_is_none(desk: Desk) -> None:
    assert await desk.code("kf/dance", {}) == 40058
    url = f"/cgi-bin/kf/sync_msg?access_token={await desk.new_token()}"
    assert (await desk.http.post(url, content=b"[1")).json()["errcode"] == 47001
    assert [call.path for call in desk.wecom.refused] == ["kf/dance", "kf/sync_msg"]
