-- What PostgreSQL needs beside the tables: functions of SQLite that the statements use (storage/engine/dialect.py).

CREATE FUNCTION min(BIGINT, BIGINT) RETURNS BIGINT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT least($1, $2)';
CREATE FUNCTION max(BIGINT, BIGINT) RETURNS BIGINT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT greatest($1, $2)';
CREATE FUNCTION instr(TEXT, TEXT) RETURNS BIGINT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT strpos($1, $2)::BIGINT';

-- $.text -> {text}, $[0] -> {0}
CREATE FUNCTION json_way(TEXT) RETURNS TEXT[] IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT regexp_split_to_array(trim(BOTH '.' FROM regexp_replace(substr($1, 2), '[\[\].]+', '.', 'g')), '[.]') $$;
CREATE FUNCTION json_extract(TEXT, TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT $1::JSON #>> json_way($2)';
CREATE FUNCTION json_type(TEXT, TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT json_typeof($1::JSON #> json_way($2))';
CREATE FUNCTION json_remove(TEXT, TEXT) RETURNS TEXT IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT ($1::JSONB #- json_way($2))::TEXT';
CREATE FUNCTION json_set(TEXT, TEXT, BIGINT) RETURNS TEXT IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS $$ SELECT jsonb_set($1::JSONB, json_way($2), coalesce(to_jsonb($3), 'null'::JSONB))::TEXT $$;
CREATE FUNCTION json_each(TEXT) RETURNS TABLE (value TEXT) IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    AS 'SELECT json_array_elements_text($1::JSON)';

CREATE AGGREGATE total(DOUBLE PRECISION) (sfunc = float8pl, stype = DOUBLE PRECISION, initcond = '0');
CREATE FUNCTION json_list(BIGINT[]) RETURNS TEXT IMMUTABLE PARALLEL SAFE LANGUAGE sql
    AS 'SELECT array_to_json($1)::TEXT';
CREATE AGGREGATE json_group_array(BIGINT) (
    sfunc = array_append, stype = BIGINT[], initcond = '{}', finalfunc = json_list
);

-- The search: words cut by us into pairs of characters, each with its place; codes apart from them by their weight.
CREATE FUNCTION listing_vector(codes TEXT, words TEXT) RETURNS TSVECTOR IMMUTABLE PARALLEL SAFE LANGUAGE sql AS $$
    SELECT (
        coalesce((SELECT string_agg(quote_literal(word) || ':1A', ' ')
                  FROM unnest(string_to_array(codes, ' ')) AS word WHERE word <> ''), '') || ' ' ||
        coalesce((SELECT string_agg(quote_literal(word) || ':' || least(n, 16383) || 'B', ' ')
                  FROM unnest(string_to_array(words, ' ')) WITH ORDINALITY AS pair (word, n) WHERE word <> ''), '')
    )::TSVECTOR
$$;

-- The next numbers of what has no rows to count; those of reports may have gaps here, the numbers people say may not.
CREATE SEQUENCE number_draft;
CREATE SEQUENCE number_swap;
CREATE SEQUENCE number_confided;

-- Who may do what only one process can: poll, send, ring the clock.  A holder that does not renew loses it.
CREATE TABLE lease (
    name   TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    token  BIGINT NOT NULL,            -- raised with every new holder: what an old one still wants to write is refused
    until  TIMESTAMPTZ NOT NULL        -- by the server's clock, which all share
);

-- after the tables

-- Whether a row is the head of its lane is asked for every event.
CREATE INDEX inbox_lane ON inbox (lane, id) WHERE state = 'waiting';
