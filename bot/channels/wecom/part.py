"""WeCom in the running program: its clients, its callbacks, and why nothing comes or leaves."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from functools import partial

from bot import seed
from bot.channels import Channel, SendFailed
from bot.channels.wecom import app_decode, callback, customers, staff
from bot.channels.wecom.app import Apps
from bot.channels.wecom.app_files import Joined, Shelves
from bot.channels.wecom.bot import Bots
from bot.channels.wecom.bot_decode import BOT
from bot.channels.wecom.client import Client, Credential
from bot.channels.wecom.crypto import Envelope
from bot.channels.wecom.kf import Account, Kf
from bot.channels.wecom.kf_decode import Way
from bot.channels.wecom.kf_intake import Intake
from bot.channels.wecom.push import PUSH_CHAT, Pushes
from bot.channels.wecom.ways_in import WaysIn
from bot.clock import DeskClock
from config.wecom import App, Corp, WeCom
from config.wecom import Kf as KfAccount
from domain.community import Community
from storage import inbox, wecom
from storage.db import Database
from web.wecom import Callback, Refused, Signed

log = logging.getLogger(__name__)

BACKOFF = (1.0, 5.0, 30.0, 60.0)  # s between tries of a credential; the last one repeats


def credential(corp: Corp, app: App) -> Credential:
    """What an app calls with."""
    return Credential(f"{corp.id}/{app.agent}", corp.id, app.secret)


class WeComPart:
    """Every corp's apps and accounts."""

    def __init__(
        self, db: Database, config: WeCom, clock: DeskClock, homes: Mapping[str, Community], shelves: Shelves
    ) -> None:
        self._db, self._clock, self.config = db, clock, config
        self.clients = {api: Client(api) for api in {corp.api for corp in config.corps}}
        self.accounts = {kf.id: (corp, app) for corp in config.corps for app in corp.apps for kf in app.kf}
        self._kf = {kf.id: self._account(corp, app, kf) for corp in config.corps for app in corp.apps for kf in app.kf}
        self.ways_in = WaysIn(db, self._kf)
        zones = {code: home.zone for code, home in homes.items()}
        self.apps = Apps(db, self._joined(), zones, shelves, clock)
        self.pushes = Pushes(db, self.clients, config.corps, zones, shelves, clock)
        self.customers = customers.Customers(db, self._owners(), zones, shelves, clock)
        self.bots = Bots(db, config.corps, shelves, clock, self.pushes)
        ways: dict[str, staff.Way] = {
            app_decode.APP: self.apps,
            app_decode.DUTY: self.apps,
            BOT: self.bots,
            PUSH_CHAT: self.pushes,
            customers.GROUPS: self.customers,
        }
        members = staff.WeComStaff(ways)
        self.channels: dict[str, Channel] = {members.name: members}
        if self._kf:
            self.channels[Kf.name] = Kf(db, self._kf, shelves.media, clock)
        self.callbacks = [each for corp in config.corps for each in self._callbacks(corp)]

    async def remember(self) -> None:
        """Each app is the duty chat of its communities."""
        wanted = {
            app_decode.duty(corp.id, app.agent, community): community
            for corp in self.config.corps
            for app in corp.apps
            for community in app.communities
        }
        await self._db.write(seed.duty_chats, app_decode.CHANNEL, app_decode.DUTY, wanted)
        duty, open_ = self.pushes.rooms
        await self._db.write(seed.duty_chats, app_decode.CHANNEL, PUSH_CHAT, duty)
        await self._db.write(seed.group_chats, app_decode.CHANNEL, PUSH_CHAT, open_)
        await self._db.write(seed.group_chats, app_decode.CHANNEL, customers.GROUPS, self.customers.rooms)

    async def run(self) -> None:
        """Prove every app's secret, so that a wrong one shows before somebody needs it; keep the bots connected."""
        async with asyncio.TaskGroup() as group:
            group.create_task(self.bots.run())
            group.create_task(self.ways_in.run())
            for corp in self.config.corps:
                for app in corp.apps:
                    group.create_task(self._prove(self.clients[corp.api], credential(corp, app)))
            for each in self._kf.values():
                intake = Intake(self._db, each.client, each.who, each.way, self._clock)
                group.create_task(intake.run())

    def _account(self, corp: Corp, app: App, kf: KfAccount) -> Account:
        way = Way(kf.id, corp.id, kf.community)
        return Account(way, self.clients[corp.api], credential(corp, app), kf.servicers)

    async def close(self) -> None:
        """Close the connections."""
        await self.bots.close()
        for client in self.clients.values():
            await client.close()

    @property
    def trouble(self) -> str | None:
        """Why nothing comes or leaves; None when all is well."""
        found = [client.trouble for client in self.clients.values()]
        return "; ".join(trouble for trouble in (*found, self.apps.trouble, self.bots.trouble) if trouble) or None

    def _joined(self) -> dict[str, Joined]:
        return {
            f"{corp.id}/{app.agent}": Joined(self.clients[corp.api], credential(corp, app), app.agent)
            for corp in self.config.corps
            for app in corp.apps
        }

    def _owners(self) -> dict[str, customers.Joined]:
        """Who owns customer groups; the corp's first app posts for them."""
        return {
            f"{corp.id}/{group.owner}": customers.Joined(
                self.clients[corp.api], credential(corp, corp.apps[0]), corp, group
            )
            for corp in self.config.corps
            for group in corp.groups
        }

    async def _prove(self, client: Client, who: Credential) -> None:
        tries = 0
        while True:
            try:
                await client.prove(who)
                log.info("WeCom knows %s", who.name)
                return
            except SendFailed as failed:
                log.debug("%s", failed)  # the client says it once, as a trouble
            await asyncio.sleep(BACKOFF[min(tries, len(BACKOFF) - 1)])
            tries += 1

    # --- what is delivered ----------------------------------------------------------------------------------

    def _callbacks(self, corp: Corp) -> list[Callback]:
        found = [
            self._callback(
                f"/wecom/{corp.id}/app/{app.agent}", Envelope(app.token, app.aes_key, corp.id), corp, app.agent
            )
            for app in corp.apps
        ]
        if corp.kf_token and corp.kf_aes_key:
            envelope = Envelope(corp.kf_token, corp.kf_aes_key, corp.id)
            found.append(self._callback(f"/wecom/{corp.id}/kf", envelope, corp, None))
        return found

    def _callback(self, path: str, envelope: Envelope, corp: Corp, agent: int | None) -> Callback:
        return Callback(
            path,
            callback.wrapped,
            partial(callback.opened, envelope),
            partial(self._receive, corp, agent),
            lambda: self._clock.machine_ms() / 1000,
        )

    async def _receive(self, corp: Corp, agent: int | None, signed: Signed, text: str) -> None:
        """Keep a message or event; what a member or 微信客服 says again is dropped by its key."""
        found = callback.message(text)
        if found.get("Event") == callback.KF_EVENT:
            await self._called(corp, signed, found)
        elif agent is not None:
            source = f"wecom:{corp.id}/{agent}"
            body = {**found, "ToUserName": corp.id, "AgentID": str(agent)}  # as the address says, whatever it says
            lane = f"wecom:{corp.id}/{found.get('FromUserName', '')}"
            await self._db.write(inbox.receive, source, callback.key(found), lane, body, self._clock.now())

    async def _called(self, corp: Corp, signed: Signed, found: dict[str, object]) -> None:
        """Something waits at a 微信客服 account; whoever listens asks what."""
        account, token = found.get("OpenKfId"), found.get("Token", "")
        if not isinstance(account, str) or not isinstance(token, str):
            raise Refused(400)
        owner = self.accounts.get(account)
        if owner is None or owner[0].id != corp.id:
            log.warning("微信客服 account %.64s of corp %s is not in the WeCom file", account, corp.id)
            return
        key = hashlib.sha256("\n".join([signed.timestamp, signed.nonce, signed.signature]).encode()).hexdigest()
        now, machine = self._clock.now(), self._clock.machine_ms()
        await self._db.write(wecom.called, account, key, token, now, machine)
