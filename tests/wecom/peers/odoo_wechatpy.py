"""PyPI odoo-wechatpy (wechatpy.work): kf, customer groups, media and messages against the fake.

Run by the peers' own Python, told where and who by the environment; every step that went as it should is printed.
"""

import io
import json
import os
import urllib.request

from wechatpy.exceptions import WeChatClientException
from wechatpy.work import WeChatClient

WORLD = json.loads(os.environ["WORLD"])
BASE = f"{WORLD['base_url']}/cgi-bin/"
PNG = b"\x89PNG\r\n\x1a\n and more"
KF, RESIDENT = WORLD["kf"], WORLD["resident"]


class Client(WeChatClient):  # type: ignore[misc]
    """The library's client, at another address."""

    API_BASE_URL = BASE

    def fetch_access_token(self) -> object:
        """Its own address for this is fixed."""
        query = {"corpid": self.corp_id, "corpsecret": self.secret}
        return self._fetch_access_token(url=f"{BASE}gettoken", params=query)


def refused(call: object, *args: object, **options: object) -> int:
    """The errcode that the library raised."""
    try:
        call(*args, **options)  # type: ignore[operator]
    except WeChatClientException as error:
        return int(error.errcode)
    return 0


client = Client(WORLD["corp"], WORLD["secret"])
answer = client.kf.sync_msg(WORLD["kf_token"], KF)
assert [item["msgtype"] for item in answer["msg_list"]] == ["event", "text", "image", "location"], answer
print("kf/sync_msg")
code = answer["msg_list"][0]["event"]["welcome_code"]
menu = [{"type": "click", "click": {"id": "report", "content": "报修"}}]
welcome = {"msgmenu": {"head_content": "您好", "list": menu, "tail_content": ""}}
assert refused(client.kf.send_msg_on_event, code, "msgmenu", welcome) == 0
assert refused(client.kf.send_msg_on_event, code, "msgmenu", welcome) == 40029
print("kf/send_msg_on_event, once")
assert client.kf_message.send_text(RESIDENT, KF, "已受理", msgid="own-1")["msgid"] == "own-1"
client.kf_message.send_msgmenu(RESIDENT, KF, "还要什么", menu, "谢谢")
media_id = client.media.upload("image", ("a.png", io.BytesIO(PNG), "image/png"))["media_id"]
client.kf_message.send_image(RESIDENT, KF, media_id)
# Its own send_location puts the place under "msgmenu", which the platform does not take either.
place = {"name": "柳荫小区", "address": "柳荫路1号", "latitude": 23.1, "longitude": 113.3}
client.kf_message.send(RESIDENT, KF, msg={"msgtype": "location", "location": place})
client.kf_message.send_text(RESIDENT, KF, "第五条")
assert refused(client.kf_message.send_text, RESIDENT, KF, "第六条") == 95001
print("kf/send_msg: text, menu, image, location; the sixth is refused")
picture = answer["msg_list"][2]["image"]["media_id"]
address = client.media.get_url(picture).replace("https://qyapi.weixin.qq.com/cgi-bin/", BASE)
assert urllib.request.urlopen(address, timeout=10).read() == PNG
print("media/upload and media/get")
assert client.kf.get_service_state(KF, RESIDENT)["service_state"] == 0
assert client.kf.add_servicer(KF, [WORLD["staff"]])["result_list"][0]["errcode"] == 0
assert client.kf.get_servicer_list(KF)["servicer_list"][0]["userid"] == WORLD["staff"]
assert client.kf.trans_service_state(KF, RESIDENT, 3, WORLD["staff"])["msg_code"]
assert refused(client.kf_message.send_text, RESIDENT, KF, "您好") == 95018
print("kf/service_state and servicers")
assert client.kf.get_account_list()["account_list"][0]["open_kfid"] == KF
assert client.kf.batchget_customer([RESIDENT])["customer_list"][0]["nickname"] == "王姐"
assert client.kf.add_contact_way(KF, "willow")["url"]
print("kf/account/list, customer/batchget, add_contact_way")
sent = client.message.send_text(WORLD["agent"], [WORLD["staff"], "NoBody"], "您好")
assert sent["invaliduser"] == "nobody", sent
client.message.send_markdown(WORLD["agent"], WORLD["staff"], "**您好**")
client.message.send_image(WORLD["agent"], WORLD["staff"], media_id)
client.message.send_text_card(WORLD["agent"], WORLD["staff"], "1042", "路灯不亮", "https://example.org")
article = {"title": "周报", "description": "12 件", "url": "https://example.org", "image": "https://example.org/a.png"}
client.message.send_articles(WORLD["agent"], WORLD["staff"], [article])
assert refused(client.message.send_text, WORLD["agent"], "nobody", "您好") == 81013
print("message/send: text, markdown, image, textcard, news")
groups = client.external_contact.get_group_chat_list(limit=10, owner_filter={"userid_list": [WORLD["staff"]]})
chat = groups["group_chat_list"][0]["chat_id"]
assert client.external_contact.get_group_chat_info(chat)["group_chat"]["name"] == "东区"
template = {"chat_type": "group", "sender": WORLD["staff"], "chat_id_list": [chat], "text": {"content": "周报"}}
assert client.external_contact.add_msg_template(template)["fail_list"] == []
print("externalcontact: groups and a post")
assert client.kf.get_account_list()["account_list"]
print("a token that is refused is fetched anew")
