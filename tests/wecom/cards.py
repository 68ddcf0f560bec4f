"""Template cards: what one may hold, in an app's message, a bot's or a webhook's, and how it reads."""

import re
from typing import Literal

from tests.wecom.errors import WeComError
from tests.wecom.limits import part, rows, size, text
from tests.wecom.state import State
from tests.wecom.world import Json

Place = Literal["app", "bot", "push"]
NOTICES = ("text_notice", "news_notice")
CLICKED = ("button_interaction", "vote_interaction", "multiple_interaction")
ADVICE = {  # characters; what is longer is cut on the screen
    "app": {"title": 36, "desc": 44, "sub": 160, "keyname": 5, "value": 30, "button": 10, "option": 16},
    "bot": {"title": 26, "desc": 30, "sub": 112, "keyname": 5, "value": 26, "button": 10, "option": 10},
}
ADVICE["push"] = ADVICE["bot"]
TASK_ID = re.compile(r"[0-9A-Za-z_\-@]{1,128}")
FIELDS = set(
    "card_type source action_menu main_title quote_area sub_title_text horizontal_content_list jump_list card_action "
    "task_id button_selection button_list checkbox submit_button select_list emphasis_content card_image "
    "image_text_area vertical_content_list image_style replace_text feedback".split()
)


def check(state: State, card: Json, place: Place) -> None:
    """Raises WeComError if the card would be refused; writes down what would be cut."""
    kind = card.get("card_type")
    if kind not in NOTICES and (kind not in CLICKED or place == "push"):
        raise WeComError(40058, "card_type")
    check_frame(card, place)
    if kind in NOTICES:
        check_notice(card)
    if kind == "button_interaction":
        check_buttons(card)
    if kind == "vote_interaction":
        check_options(part(card, "checkbox"), 20)
        check_submit(card)
    if kind == "multiple_interaction":
        for each in rows(card, "select_list", 3):
            check_options(each, 10)
        check_submit(card)
    if calls_back(card) or card.get("task_id"):
        check_task_id(card)
    state.careless += [f"card: {word}" for word in advised(card, place)]
    state.careless += [f"card: unknown field {name}" for name in sorted(card.keys() - FIELDS)]


def check_frame(card: Json, place: Place) -> None:
    """What all cards may have."""
    for row in rows(card, "horizontal_content_list", 6, 0):
        text(row, "keyname", 1_024)
        kind = row.get("type", 0)
        if kind not in ((0, 1, 2, 3) if place == "app" else (0, 1, 3)):
            raise WeComError(40058, "horizontal_content_list.type")
        text(row, {0: "keyname", 1: "url", 2: "media_id", 3: "userid"}[kind], 2_048)
    for row in rows(card, "jump_list", 3, 0):
        text(row, "title", 1_024)
    if "action_menu" in card:
        for row in rows(part(card, "action_menu"), "action_list", 3):
            text(row, "text", 1_024)
            text(row, "key", 1_024)


def check_notice(card: Json) -> None:
    """Cards that only tell."""
    if part(card, "card_action").get("type") not in (1, 2):
        raise WeComError(40058, "card_action.type")
    if not (card.get("main_title", {}).get("title") or card.get("sub_title_text")):
        raise WeComError(40058, "main_title.title or sub_title_text")
    if card["card_type"] == "news_notice" and not ({"card_image", "image_text_area"} & card.keys()):
        raise WeComError(40058, "card_image or image_text_area")


def check_buttons(card: Json) -> None:
    """按钮交互型"""
    text(part(card, "main_title"), "title", 1_024)
    for button in rows(card, "button_list", 6):
        text(button, "text", 1_024)
        text(button, "url" if button.get("type") == 1 else "key", 1_024)
        if button.get("style", 1) not in (1, 2, 3, 4):
            raise WeComError(40058, "button_list.style")
    keys = [button.get("key") for button in card["button_list"] if button.get("type") != 1]
    if len(set(keys)) < len(keys):
        raise WeComError(40058, "button_list.key repeats")
    if "button_selection" in card:
        check_options(part(card, "button_selection"), 10)


def check_options(question: Json, most: int) -> None:
    """A question with its options."""
    text(question, "question_key", 1_024)
    options = rows(question, "option_list", most)
    for option in options:
        text(option, "id", 128)
        text(option, "text", 1_024)
    if len({option["id"] for option in options}) < len(options):
        raise WeComError(40058, "option_list.id repeats")


def check_submit(card: Json) -> None:
    """The button under a question."""
    text(part(card, "submit_button"), "text", 1_024)
    text(card["submit_button"], "key", 1_024)


def check_task_id(card: Json) -> None:
    """Raises WeComError if it is missing or has other characters than it may."""
    if size(card.get("task_id", "")) > 128 or not TASK_ID.fullmatch(card.get("task_id", "")):
        raise WeComError(42014)


def calls_back(card: Json) -> bool:
    """Whether a click on it is told to a callback."""
    return card.get("card_type") in CLICKED or "action_menu" in card


def advised(card: Json, place: Place) -> list[str]:
    """What is longer than it should be."""
    selection = card.get("button_selection", {})
    texts = [("title", card.get("main_title", {}).get("title")), ("desc", card.get("main_title", {}).get("desc"))]
    texts += [("sub", card.get("sub_title_text"))]
    texts += [
        (name, row.get(name)) for row in card.get("horizontal_content_list") or () for name in ("keyname", "value")
    ]
    texts += [("button", button.get("text")) for button in card.get("button_list") or ()]
    texts += [("option", option.get("text")) for option in selection.get("option_list") or ()]
    most = ADVICE[place]
    return [f"{name} has {len(words)} characters" for name, words in texts if words and len(words) > most[name]]


def words(card: Json) -> str:
    """What it says, a line each, without its buttons."""
    title, quote = card.get("main_title", {}), card.get("quote_area", {})
    lines = [card.get("source", {}).get("desc"), title.get("title"), title.get("desc")]
    lines += [quote.get("title"), quote.get("quote_text"), card.get("sub_title_text")]
    lines += [f"{row['keyname']} {row.get('value', '')}" for row in card.get("horizontal_content_list") or ()]
    lines += [f"{row.get('title', '')} {row.get('desc', '')}" for row in card.get("vertical_content_list") or ()]
    lines += [row.get("title") for row in card.get("jump_list") or ()]
    return "\n".join(line.strip() for line in lines if line)


def labels(card: Json) -> list[str]:
    """What can be clicked."""
    submit = [card["submit_button"]["text"]] if "submit_button" in card else []
    return [button["text"] for button in card.get("button_list") or ()] + submit


def key_of(card: Json, label: str) -> str:
    """The key of a button.  Raises AssertionError if there is none."""
    buttons = list(card.get("button_list") or ()) + ([card["submit_button"]] if "submit_button" in card else [])
    keys = [button.get("key", "") for button in buttons if button["text"] == label]
    assert keys, f"there is no button {label!r} but {labels(card)}"
    return str(keys[0])


def selected(card: Json, choose: dict[str, str | list[str]]) -> list[Json]:
    """What was chosen when a button was clicked: question_key and option ids.  What was preselected counts."""
    asked = [card[name] for name in ("button_selection", "checkbox") if name in card] + list(
        card.get("select_list") or ()
    )
    given = {each["question_key"]: each.get("selected_id") for each in asked} | choose
    for each in asked:
        value = given[each["question_key"]]
        known = {option["id"] for option in each["option_list"]}
        chosen = [value] if isinstance(value, str) else list(value or ())
        assert set(chosen) <= known, f"{chosen} is not among {sorted(known)}"
        given[each["question_key"]] = chosen
    assert given.keys() <= {each["question_key"] for each in asked}, f"the card does not ask {sorted(given)}"
    return [{"question_key": key, "option_ids": ids} for key, ids in given.items() if ids]
