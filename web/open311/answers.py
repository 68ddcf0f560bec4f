"""The answers to what a category asks: ``attribute[code]=value``, several ``attribute[code][]=value``."""

import math
import re

from domain.categories import LISTS, Answer, Category, Question
from web.open311.asked import Ask, moment
from web.open311.form import LONGEST, Form

_FIELD = re.compile(r"attribute\[([^\]]*)\](?:\[\d*\])?")
TEXT = 1_000  # characters of an answer of several lines

Answered = tuple[tuple[tuple[str, str], ...], str | None]


def answered(ask: Ask, form: Form, category: Category) -> Answered:
    """Question and answer in words, in the order of the category, and the danger that one of them names."""
    known = {question.code for question in category.questions}
    for name in form.names():
        if (field := _FIELD.fullmatch(name)) and field[1] not in known:
            form.wrong("attribute", code=field[1][:60], service=category.code)
    said, danger = [], None
    for question in category.questions:
        words, told = _one(ask, form, question)
        danger = danger or told
        if words:
            said.append((question.names[ask.lang], words))
    return tuple(said), danger


def _one(ask: Ask, form: Form, question: Question) -> tuple[str, str | None]:
    given = form.several(*{name for name in form.names() if (f := _FIELD.fullmatch(name)) and f[1] == question.code})
    field = f"attribute[{question.code}]"
    if not given:
        if question.required:
            form.wrong("missing", name=field)
        return "", None
    if len(given) > 1 and question.answer is not Answer.SEVERAL:
        form.wrong("one-answer", name=field)
    if question.answer in LISTS:
        return _chosen(ask, form, question, given)
    return _written(form, question, given[0], field), None


def _chosen(ask: Ask, form: Form, question: Question, given: tuple[str, ...]) -> tuple[str, str | None]:
    choices = {choice.key: choice for choice in question.choices}
    if any(key not in choices for key in given):
        form.wrong("choice", name=f"attribute[{question.code}]", known=", ".join(choices))
        return "", None
    chosen = [choices[key] for key in dict.fromkeys(given)]
    danger = next((choice.danger for choice in chosen if choice.danger), None)
    return ask.site.wording.text(ask.lang, "list-join").join(each.names[ask.lang] for each in chosen), danger


def _written(form: Form, question: Question, text: str, field: str) -> str:
    most = TEXT if question.answer is Answer.TEXT else LONGEST
    if len(text) > most:
        form.wrong("long", name=field, most=str(most))
    if question.answer is Answer.NUMBER and not _is_number(text):
        form.wrong("number-answer", name=field, text=text[:60])
    if question.answer is Answer.DATETIME and moment(text) is None:
        form.wrong("date", name=field, text=text[:60])
    return text if question.answer is Answer.TEXT else " ".join(text.split())


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False
