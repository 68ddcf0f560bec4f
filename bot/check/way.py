"""The way in from WeCom, for ``huiyin check``: the address for the console, tried as the console tries it.

A question that is signed and encrypted with the file's Token and EncodingAESKey goes to the public address; only a desk
that runs with the same two can answer it.
"""

import os
import secrets
import sqlite3
import time
from collections.abc import AsyncIterator

from bot.check.files import Level, Say
from config.settings import Settings
from config.wecom import App, Corp
from storage import wecom
from storage.db import reading

WITHIN = 10.0  # s; WeCom itself waits for one


async def check(config: Settings, corp: Corp, app: App, running: bool, say: Say) -> AsyncIterator[tuple[Level, str]]:
    """What the console wants under 接收消息, and whether it leads here."""
    ways = [(f"/wecom/{corp.id}/app/{app.agent}", app.token, app.aes_key)]
    if corp.kf_token and corp.kf_aes_key and app is corp.apps[0]:
        ways.append((f"/wecom/{corp.id}/kf", corp.kf_token, corp.kf_aes_key))
    for path, token, aes_key in ways:
        if config.public_url is None:
            yield Level.WRONG, say("check-wecom-no-address", path=path)
            continue
        url = f"{str(config.public_url).rstrip('/')}{path}"
        yield Level.GOOD, say("check-wecom-address", url=url)
        if running:
            yield await _tried(url, corp, token, aes_key, say)
    if running and config.public_url and not await _heard(config, f"{corp.id}/{app.agent}"):
        yield Level.HINT, say("check-wecom-quiet", corp=corp.id, agent=str(app.agent))


async def _tried(url: str, corp: Corp, token: str, aes_key: str, say: Say) -> tuple[Level, str]:
    import httpx

    from bot.channels.wecom.crypto import Envelope

    envelope, words = Envelope(token, aes_key, corp.id), secrets.token_hex(16)
    encrypted, nonce, timestamp = envelope.encrypt(words), os.urandom(8).hex(), str(int(time.time()))
    params = {"msg_signature": envelope.signature(timestamp, nonce, encrypted)}
    params |= {"timestamp": timestamp, "nonce": nonce, "echostr": encrypted}
    try:
        async with httpx.AsyncClient(timeout=WITHIN) as http:
            answer = await http.get(url, params=params)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return Level.WRONG, say("check-wecom-way-away", url=url, why=type(error).__name__)
    if answer.status_code == httpx.codes.OK and answer.text == words:
        return Level.GOOD, say("check-wecom-way", url=url)
    if answer.status_code in (400, 403):
        return Level.WRONG, say("check-wecom-way-old", url=url, status=str(answer.status_code))
    return Level.WRONG, say("check-wecom-way-other", url=url, status=str(answer.status_code))


async def _heard(config: Settings, app: str) -> bool:
    """Whether anything came from this app in the days that the inbox remembers."""
    try:
        async with reading(config.database, config.server) as reader:
            return await wecom.heard(reader, f"wecom:{app}")
    except sqlite3.Error:  # said already
        return True
