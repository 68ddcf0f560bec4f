"""What is said once is read by both engines."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from domain.understanding import bigrams
from storage.engine import dialect, schema
from tests import postgres


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("SELECT 1 FROM a WHERE b = ? AND c = :d", "SELECT 1 FROM a WHERE b = %s AND c = %(d)s"),
        ("SELECT '?:x 100%' WHERE tag LIKE 'a:%'", "SELECT '?:x 100%%' WHERE tag LIKE 'a:%%'"),
        ("SELECT 1 -- is it so: 100%?\n", "SELECT 1 \n"),
        ("SELECT a FROM b INDEXED BY b_c WHERE c = 1", "SELECT a FROM b  WHERE c = 1"),
        ("a CROSS JOIN b ON b.x = a.x", "a JOIN b ON b.x = a.x"),
        ("reporter IS NOT ? AND who IS :x", "reporter IS DISTINCT FROM %s AND who IS NOT DISTINCT FROM %(x)s"),
        ("a.x IS b.x AND c IS NOT NULL AND d IS TRUE", "a.x IS NOT DISTINCT FROM b.x AND c IS NOT NULL AND d IS TRUE"),
        (":grids IS NULL", "CAST(%(grids)s AS TEXT) IS NULL"),
        ("CAST(value AS INTEGER)", "CAST(value AS BIGINT)"),
    ],
)
def test_what_is_spelled_differently_is_replaced(said: str, read: str) -> None:
    assert dialect.translated(said) == read


def test_a_question_for_the_search() -> None:
    asked = bigrams.asked("楼道灯 12 亮", {"c1": bigrams.called(["亮化"])})
    assert asked and dialect.question(asked) == (
        "(('楼道':B <-> '道灯':B)) & (('12':B) | 'n12':A) & (('亮':*B) | 'c1':A)"
    )


@pytest.mark.skipif(postgres.programs() is None, reason="PostgreSQL's server is not installed here")
def test_both_have_the_same_tables_columns_and_indexes() -> None:
    text = Path(schema.__file__).with_name("schema.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(text)
        ours = connection.execute(
            "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c "
            "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE 'listing_text%'"
        ).fetchall()
        indexes = connection.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
    with postgres.connected() as server:
        theirs = server.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        ).fetchall()
        made = server.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public'").fetchall()
    own = {"lease", "huiyin", "listing_text"}
    assert {each for each in theirs if each[0] not in own} == set(ours)
    assert set(indexes) <= set(made)
