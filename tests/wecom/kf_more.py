"""The rest of kf: accounts, who serves them, customers, links to enter by."""

import hashlib
import re

from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.kf_log import account
from tests.wecom.limits import rows
from tests.wecom.state import State
from tests.wecom.world import Account, App, Json

SCENE = re.compile(r"[0-9a-zA-Z_-]{0,32}")


def account_list(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/account/list"""
    every, offset = list(app.corp.accounts.values()), int(args.get("offset") or 0)
    found = every[offset : offset + int(args.get("limit") or 100)]
    picture = "https://wework.qpic.cn/fake"
    head = [{"open_kfid": each.id, "name": each.name, "avatar": picture} for each in found]
    return {"account_list": [row | {"manage_privilege": each.api} for row, each in zip(head, found, strict=True)]}


def servicer_list(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/servicer/list"""
    servicers = account(app, args).servicers
    return {"servicer_list": [{"userid": userid, "status": status} for userid, status in servicers.items()]}


def servicer_add(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/servicer/add"""
    of, results = account(app, args), []
    for userid in rows(args, "userid_list", 100):
        known = state.member(app.corp, userid) is not None
        of.servicers |= {userid: 0} if known else {}
        results.append({"userid": userid} | ({"errcode": 0, "errmsg": "ok"} if known else WeComError(60111).body()))
    return {"result_list": results}


def servicer_del(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/servicer/del"""
    of, results = account(app, args), []
    for userid in rows(args, "userid_list", 100):
        known = of.servicers.pop(userid, None) is not None
        results.append({"userid": userid} | ({"errcode": 0, "errmsg": "ok"} if known else WeComError(95014).body()))
    return {"result_list": results}


def batchget(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/customer/batchget"""
    wanted, known = rows(args, "external_userid_list", 100), app.corp.customers
    found = [
        {"external_userid": each, "nickname": known[each], "avatar": "", "gender": 0, "unionid": ""}
        for each in wanted
        if each in known
    ]
    return {"customer_list": found, "invalid_external_userid": [each for each in wanted if each not in known]}


def add_contact_way(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """kf/add_contact_way"""
    of, scene = account(app, args), str(args.get("scene", ""))
    if not SCENE.fullmatch(scene):
        raise WeComError(40058, "scene")
    return {"url": f"{link(of)}?enc_scene=ENC{scene.encode().hex()}" if scene else link(of)}


def link(of: Account) -> str:
    """The address that leads to an account."""
    return f"https://work.weixin.qq.com/kf/kfc{hashlib.sha1(of.id.encode()).hexdigest()[:17]}"


def scene_of(enc_scene: str) -> str:
    """What a link's scene was.  Raises ValueError if the link was made up."""
    return bytes.fromhex(enc_scene.removeprefix("ENC")).decode()
