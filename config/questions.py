"""Read what a category asks in the forms of others: ``[category.X.questions.Y]`` of the category file."""

import re
from collections.abc import Collection, Mapping

from config.table import LANGUAGES, Table
from domain.categories import LISTS, Answer, Category, Choice, Question

_KEYS = ("zh", "en", "datatype", "required", "values")
_EXAMPLE = 'values = { yes = { zh = "有", en = "yes" } }'
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")  # stands in names of form fields: attribute[code]


def of(category: Table) -> tuple[Question, ...]:
    """The questions of one category, in the order of the file; mostly none."""
    entries = category.table("questions", "[category.light.questions.pole] …", optional=True)
    return tuple(_question(_code(entries, code), entry) for code, entry in entries.tables())


def check(file: Table, categories: Mapping[str, Category], dangers: Collection[str]) -> None:
    """Raises ``ConfigError`` where an answer tells of a danger that the file does not have."""
    for category in categories.values():
        for question in category.questions:
            for choice in question.choices:
                if choice.danger is not None and choice.danger not in dangers:
                    where = f"{category.code}.questions.{question.code}.values.{choice.key}.danger"
                    file.wrong(
                        where, f'no danger is called "{choice.danger}"', f'danger = "{min(dangers, default="")}"'
                    )


def _question(code: str, entry: Table) -> Question:
    entry.only(_KEYS)
    answer = Answer(entry.choice("datatype", list(Answer), 'datatype = "string"'))
    values = entry.table("values", _EXAMPLE, optional=True)
    choices = tuple(_choice(_code(values, key), value) for key, value in values.tables())
    if (answer in LISTS) is not bool(choices):
        entry.wrong("values", "belongs to a singlevaluelist or a multivaluelist, and to nothing else", _EXAMPLE)
    return Question(code, _names(entry), answer, entry.flag("required"), choices)


def _choice(key: str, entry: Table) -> Choice:
    entry.only(("zh", "en", "danger"))
    danger = entry.text("danger", 'danger = "elevator"') if "danger" in entry.values else None
    return Choice(key, _names(entry), danger)


def _names(entry: Table) -> dict[str, str]:
    return {language: entry.text(key, f'{key} = "…"') for key, language in LANGUAGES.items()}


def _code(entry: Table, code: str) -> str:
    if not _CODE.fullmatch(code):
        entry.wrong(code, "should be a short code of small letters, digits and _", "pole = { … }")
    return code
