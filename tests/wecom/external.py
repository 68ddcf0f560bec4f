"""客户群: what group owners are asked to send on, and which groups there are."""

from tests.wecom import media
from tests.wecom.errors import WeComError
from tests.wecom.form import Upload
from tests.wecom.limits import DAY, part, rows, text
from tests.wecom.state import Post, State
from tests.wecom.world import App, CustomerGroup, Json

ATTACHMENTS, CHATS = 9, 2_000
NOT_YET, SENT, OVER_QUOTA = 0, 1, 3  # a group's status; 2 would be a customer who is no friend any more


def add_msg_template(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/add_msg_template; for groups only."""
    if args.get("chat_type", "single") != "group":
        raise WeComError(40058, "the fake has customer groups only")
    check_content(state, app, args)
    sender = state.member(app.corp, str(args.get("sender") or ""))
    if sender is None:
        raise WeComError(40003 if args.get("sender") else 40058, "sender")
    owned = [group.id for group in app.corp.groups.values() if group.owner == sender.id]
    wanted = rows(args, "chat_id_list", CHATS, 0) or owned
    chats = [chat for chat in wanted if chat in owned]
    if not chats:
        raise WeComError(41048)
    post = Post(state.ids.long("msgGCAAAXtWyujaWJHDDGi0mA"), app.corp, args, state.clock(), sender.id, chats)
    post.status = dict.fromkeys(chats, NOT_YET)
    state.posts[post.msgid] = post
    return {"fail_list": [chat for chat in wanted if chat not in owned], "msgid": post.msgid}


def check_content(state: State, app: App, args: Json) -> None:
    """A text, or attachments, or both.  Raises WeComError."""
    attachments = rows(args, "attachments", ATTACHMENTS, 0)
    content = text(args.get("text") or {}, "content", 4_000, 0)
    if not (content or attachments):
        raise WeComError(40058, "text or attachments")
    for each in attachments:
        kind = each.get("msgtype")
        if kind not in ("image", "link", "miniprogram", "video", "file"):
            raise WeComError(40008)
        body = part(each, kind)
        if kind == "link":
            text(body, "title", 128)
            text(body, "url", 2_048)
            text(body, "desc", 512, 0)
        elif kind != "miniprogram" and not (kind == "image" and body.get("pic_url")):
            media.find(state, app.corp, body.get("media_id"), kind)


def get_groupmsg_list(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/get_groupmsg_list_v2; posts made through the API do not say who made them."""
    since, until = args.get("start_time"), args.get("end_time")
    if not isinstance(since, int) or not isinstance(until, int) or not 0 <= until - since <= 31 * DAY:
        raise WeComError(40058, "start_time and end_time, a month apart at most")
    if args.get("chat_type") not in ("single", "group"):
        raise WeComError(40058, "chat_type")
    found = [post for post in state.posts.values() if post.corp is app.corp and since <= post.at <= until]
    limit, start = min(int(args.get("limit") or 50), 100), int(args.get("cursor") or 0)
    rows_ = [{"msgid": post.msgid, "create_time": int(post.at), "create_type": 0, **content(post)} for post in found]
    following = str(start + limit) if start + limit < len(rows_) else ""
    return {"next_cursor": following, "group_msg_list": rows_[start : start + limit]}


def content(post: Post) -> Json:
    """What a post says."""
    return {"text": post.body.get("text") or {}, "attachments": post.body.get("attachments") or []}


def post_of(state: State, app: App, args: Json) -> Post:
    """The post that a call names.  Raises WeComError."""
    post = state.posts.get(str(args.get("msgid", "")))
    if post is None or post.corp is not app.corp:
        raise WeComError(40058, "msgid")
    return post


def get_groupmsg_task(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/get_groupmsg_task"""
    post = post_of(state, app, args)
    task: Json = {"userid": post.sender, "status": 2 if post.confirmed else 0}
    task |= {"send_time": int(post.confirmed)} if post.confirmed else {}
    return {"next_cursor": "", "task_list": [task]}


def get_groupmsg_send_result(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/get_groupmsg_send_result"""
    post = post_of(state, app, args)
    if args.get("userid") != post.sender:
        raise WeComError(40003)
    limit = min(int(args.get("limit") or 500), 1_000)
    start = int(args.get("cursor") or 0)
    chats = post.chats[start : start + limit]
    rows_ = [{"chat_id": chat, "userid": post.sender, "status": post.status[chat]} for chat in chats]
    at = {"send_time": int(post.confirmed)} if post.confirmed else {}
    following = str(start + limit) if start + limit < len(post.chats) else ""
    return {"next_cursor": following, "send_list": [row | (at if row["status"] == SENT else {}) for row in rows_]}


def remind(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/remind_groupmsg_send: three in 24 hours."""
    post = post_of(state, app, args)
    if not state.remind_rate.allows(post, state.clock()):
        raise WeComError(45009)
    post.reminded.append(state.clock())
    return {}


def cancel(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/cancel_groupmsg_send"""
    post_of(state, app, args).cancelled = True
    return {}


def get_follow_user_list(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/get_follow_user_list: who of those that the app sees may use 客户联系."""
    may = [member.id for member in app.corp.members.values() if member.contacts]
    return {"follow_user": [each for each in may if app.visible is None or each.lower() in app.visible]}


def groupchat_list(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/groupchat/list"""
    owners = args.get("owner_filter", {}).get("userid_list")
    limit = args.get("limit")
    if not isinstance(limit, int) or not 1 <= limit <= 1_000:
        raise WeComError(40058, "limit")
    every = [group for group in app.corp.groups.values() if not owners or group.owner in owners]
    start = int(args.get("cursor") or 0)
    found = [{"chat_id": group.id, "status": 0} for group in every[start : start + limit]]
    return {"group_chat_list": found} | ({"next_cursor": str(start + limit)} if start + limit < len(every) else {})


def groupchat_get(state: State, app: App, args: Json, _: Upload | None) -> Json:
    """externalcontact/groupchat/get"""
    group = app.corp.groups.get(str(args.get("chat_id", "")))
    if group is None:
        raise WeComError(40058, "chat_id")
    names = args.get("need_name") == 1
    members = [each if names else {key: each[key] for key in each if key != "name"} for each in group.members]
    head = {"chat_id": group.id, "name": group.name, "owner": group.owner, "create_time": state.clock.date()}
    return {"group_chat": head | {"member_list": members, "admin_list": []}}


def confirmed(state: State, post: Post, quota: set[str]) -> list[CustomerGroup]:
    """The owner presses send: the groups that now show it.  quota: chats that had their post already."""
    post.confirmed = state.clock()
    post.status = {chat: OVER_QUOTA if chat in quota else SENT for chat in post.chats}
    return [post.corp.groups[chat] for chat in post.chats if chat not in quota]
