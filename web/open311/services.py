"""What can be reported, and what is asked about it: discovery, service list, service definition."""

from collections.abc import Mapping
from typing import Any

from domain.categories import Category, Question
from domain.community import Community
from web.open311.asked import Ask
from web.open311.formats import TYPES

CHANGESET = "2026-11-22 00:00"  # when what is answered changed last; raise it with the answers
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
ROOT = "/open311/v2"
KEYWORDS = 12  # of a service

Said = tuple[str, Any]  # the root's name, and what stands in it


async def discovery(ask: Ask) -> Said:
    """Where the service is, and how to get a key."""
    duty = ask.site.community.phones.get("duty", "")
    endpoint = {
        "specification": SPECIFICATION,
        "url": f"{ask.address}{ROOT}",
        "changeset": CHANGESET,
        "type": "test" if ask.site.trial else "production",
        "formats": [kind.partition(";")[0] for kind in TYPES.values()],
    }
    return "discovery", {
        "changeset": CHANGESET,
        "contact": ask.say("contact", community=ask.site.community.names[ask.lang], phone=duty),
        "key_service": ask.say("key-service", community=ask.site.community.names[ask.lang], phone=duty),
        "endpoints": [endpoint],
    }


async def services(ask: Ask) -> Said:
    """The categories of a community."""
    kinds = ask.kinds(ask.home())
    return "services", [_service(ask, category) for category in kinds.by_code.values()]


async def definition(ask: Ask) -> Said:
    """What is asked about one category; nothing about most."""
    home = ask.home()
    category = known(ask, home, ask.request.path_params["code"])
    asked = [_attribute(ask, order, each) for order, each in enumerate(category.questions, 1)]
    return "service_definition", {"service_code": category.code, "attributes": asked}


def known(ask: Ask, home: Community, code: str) -> Category:
    """The category with this code.  Raises ``Refused`` when the community has none."""
    category = ask.kinds(home).by_code.get(code)
    if category is None:
        ask.refuse(404, "service", code=code[:60])
    return category


def _service(ask: Ask, category: Category) -> Mapping[str, Any]:
    wording = ask.site.wording
    return {
        "service_code": category.code,
        "service_name": category.names[ask.lang],
        "description": ask.say(
            "service",
            name=category.names[ask.lang],
            respond=wording.duration(ask.lang, category.respond),
            days=category.resolve.days,
            working="yes" if category.working else "no",
        ),
        "metadata": bool(category.questions),
        "type": "realtime",
        "keywords": ",".join(_keywords(category, ask.lang)),
        "group": wording.term(ask.lang, "trade", category.trade),
    }


def _keywords(category: Category, lang: str) -> list[str]:
    """The words that say most, in the language asked for; a gap is no word, nor is a comma."""
    words = [word for word in category.keywords if word.isascii() is (lang == "en") and not {"…", ","} & set(word)]
    return sorted(words, key=lambda word: -category.keywords[word])[:KEYWORDS]


def _attribute(ask: Ask, order: int, question: Question) -> Mapping[str, Any]:
    return {
        "variable": True,
        "code": question.code,
        "datatype": question.answer.value,
        "required": question.required,
        "datatype_description": ask.say(f"answer-{question.answer}"),
        "order": order,
        "description": question.names[ask.lang],
        "values": [{"key": choice.key, "name": choice.names[ask.lang]} for choice in question.choices],
    }
