"""Which path does what, and what an app must be allowed for it."""

from collections.abc import Callable
from typing import Any

from tests.wecom import external, kf_log, kf_more, kf_send, kf_state, media, message, push
from tests.wecom.form import Upload
from tests.wecom.state import State
from tests.wecom.world import App, Json

Does = Callable[[State, App, Json, Upload | None], Any]

OPEN: dict[str, Callable[[State, Json, Upload | None], Any]] = {
    "gettoken": lambda state, query, _: state.tokens.get(query, state.clock()),
}
KEYED: dict[str, Callable[[State, Json, Json, Upload | None], Any]] = {  # the key in the address is the secret
    "webhook/send": push.send,
    "webhook/upload_media": push.upload_media,
}
ROUTES: dict[str, tuple[str, Does]] = {
    "agent/get": ("", message.agent_get),
    "media/upload": ("", media.upload),
    "media/get": ("", media.get),
    "kf/account/list": ("kf", kf_more.account_list),
    "kf/servicer/list": ("kf", kf_more.servicer_list),
    "kf/servicer/add": ("kf", kf_more.servicer_add),
    "kf/servicer/del": ("kf", kf_more.servicer_del),
    "kf/customer/batchget": ("kf", kf_more.batchget),
    "kf/add_contact_way": ("kf", kf_more.add_contact_way),
    "kf/sync_msg": ("kf", kf_log.sync_msg),
    "kf/send_msg": ("kf", kf_send.send_msg),
    "kf/send_msg_on_event": ("kf", kf_send.send_msg_on_event),
    "kf/service_state/get": ("kf", kf_state.get),
    "kf/service_state/trans": ("kf", kf_state.trans),
    "message/send": ("message", message.send),
    "message/update_template_card": ("message", message.update),
    "message/recall": ("message", message.recall),
    "externalcontact/add_msg_template": ("externalcontact", external.add_msg_template),
    "externalcontact/get_groupmsg_list_v2": ("externalcontact", external.get_groupmsg_list),
    "externalcontact/get_groupmsg_task": ("externalcontact", external.get_groupmsg_task),
    "externalcontact/get_groupmsg_send_result": ("externalcontact", external.get_groupmsg_send_result),
    "externalcontact/remind_groupmsg_send": ("externalcontact", external.remind),
    "externalcontact/cancel_groupmsg_send": ("externalcontact", external.cancel),
    "externalcontact/get_follow_user_list": ("externalcontact", external.get_follow_user_list),
    "externalcontact/groupchat/list": ("externalcontact", external.groupchat_list),
    "externalcontact/groupchat/get": ("externalcontact", external.groupchat_get),
}
