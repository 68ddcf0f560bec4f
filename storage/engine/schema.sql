-- The tables of Huiyin.  Times are epoch milliseconds, UTC; they are desk time unless a comment says machine time.

CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- One row per thing that happened.  Its body is erased when it is done; the key stays a week to drop repeats.
CREATE TABLE inbox (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: slots are named by it, the reader counts on it
    source      TEXT NOT NULL,  -- the channel's bot, or 'clock'
    key         TEXT NOT NULL,  -- the platform's id of the update, or the due row's
    lane        TEXT NOT NULL,  -- the chat: rows of one lane are handled in order of arrival
    received_at INTEGER NOT NULL,
    body        TEXT,
    state       TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'parked', 'dropped')),
    attempts    INTEGER NOT NULL DEFAULT 0,
    error       TEXT,
    UNIQUE (source, key)
) STRICT;
CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 'waiting';
CREATE INDEX inbox_parked ON inbox (id) WHERE state = 'parked';
CREATE INDEX inbox_old ON inbox (received_at) WHERE state IN ('done', 'dropped');

-- One row per message that people see, or per call that we make.
CREATE TABLE slot (
    id          INTEGER PRIMARY KEY,
    inbox       INTEGER NOT NULL,  -- what caused it
    n           INTEGER NOT NULL,  -- its place among the effects of that cause
    chat        INTEGER NOT NULL,
    tag         TEXT,              -- names a message that later decisions change
    report      INTEGER,
    only_for    INTEGER,
    account     TEXT,              -- of only_for: the one that spoke, when they have several there
    reply_to    TEXT,
    tells       INTEGER,           -- the cycle whose end it tells the reporter: how it went comes back by the inbox
    owed        INTEGER NOT NULL DEFAULT 0,  -- 1: the last messages of a budget are kept for it
    parcel      INTEGER,           -- in a chat that counts: the slot that carries it; 0: it was held back
    wanted_at   INTEGER NOT NULL,  -- when the desk wanted it said
    content     TEXT NOT NULL,     -- what people should see now, as JSON
    rev         INTEGER NOT NULL DEFAULT 1,
    sent_rev    INTEGER NOT NULL DEFAULT 0,
    platform_id TEXT,
    priority    INTEGER NOT NULL,
    state       TEXT NOT NULL DEFAULT 'waiting'
                CHECK (state IN ('waiting', 'held', 'carried', 'sent', 'failed', 'expired', 'cancelled')),
    not_before  INTEGER,           -- machine time: a retry waits until then
    expires_at  INTEGER,           -- machine time: an answer to a press is worthless after seconds
    attempts    INTEGER NOT NULL DEFAULT 0,
    error       TEXT,
    UNIQUE (inbox, n)
) STRICT;
CREATE UNIQUE INDEX slot_tag ON slot (chat, tag) WHERE tag IS NOT NULL;
-- With all that the choice of the next slot looks at, so that a long queue is walked within the index.
CREATE INDEX slot_waiting ON slot (priority, id, chat, report, not_before, attempts, state) WHERE state = 'waiting';
CREATE INDEX slot_failed ON slot (id) WHERE state = 'failed';
CREATE INDEX slot_unsent ON slot (chat, state, sent_rev) WHERE state IN ('waiting', 'held');
CREATE INDEX slot_message ON slot (chat, platform_id) WHERE platform_id IS NOT NULL;
CREATE INDEX slot_report ON slot (report) WHERE report IS NOT NULL;
CREATE INDEX slot_parcel ON slot (parcel) WHERE parcel > 0;

-- A private chat that takes only so many messages until its person speaks again (domain/talk/budget.py).
CREATE TABLE session (
    chat       INTEGER PRIMARY KEY,
    heard_at   INTEGER,           -- when they spoke last; NULL: they came in, and said nothing yet
    used       INTEGER NOT NULL,  -- messages since then, counted when they are about to leave
    state      TEXT NOT NULL CHECK (state IN ('open', 'closed', 'person')),  -- person: somebody speaks with them there
    code       TEXT NOT NULL,     -- for one message that counts for nothing; empty: there is none
    code_until INTEGER NOT NULL,  -- machine time
    place      TEXT NOT NULL,     -- the building or thing whose sign they came by, for the next report
    place_at   INTEGER NOT NULL
) STRICT;

-- A card in a WeCom app (storage/app_cards.py).
CREATE TABLE app_card (
    task      TEXT PRIMARY KEY,  -- as the platform names it in a press; the slot's platform_id
    users     TEXT NOT NULL,     -- who has it, separated by |
    msgid     TEXT NOT NULL,
    pressable TEXT NOT NULL,     -- JSON list of button data, as it is shown
    title     TEXT NOT NULL,     -- as it is shown: number, kind, place, and whether it is urgent
    urgent    INTEGER NOT NULL,
    at        INTEGER NOT NULL   -- machine time
) STRICT, WITHOUT ROWID;
CREATE INDEX app_card_at ON app_card (at);

-- With what such a card can be changed, once each.
CREATE TABLE app_code (
    code     TEXT PRIMARY KEY,
    task     TEXT NOT NULL,
    everyone INTEGER NOT NULL,  -- 1: came when it was sent, and changes it for all; 0: for whoever pressed
    until    INTEGER NOT NULL,  -- machine time
    rev      INTEGER            -- tried with this revision of the slot; nobody knows yet whether it worked
) STRICT, WITHOUT ROWID;
CREATE INDEX app_code_task ON app_code (task);
CREATE INDEX app_code_until ON app_code (until);

-- What a smart bot may use for a while (storage/bots.py); times are machine time.
CREATE TABLE bot_window (
    chat   TEXT PRIMARY KEY,  -- the platform's name of a chat
    req_id TEXT NOT NULL,     -- of the last word there: replies name it
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bot_window_at ON bot_window (at);

-- What a smart bot is saying, so that a crash in the middle repeats as little as can be.
CREATE TABLE bot_said (
    slot   INTEGER PRIMARY KEY,
    rev    INTEGER NOT NULL,
    req_id TEXT,              -- of the word to which every try of it replies
    parts  INTEGER NOT NULL,  -- of it were acknowledged; -1: it was tried as a greeting
    at     INTEGER NOT NULL
) STRICT;
CREATE INDEX bot_said_at ON bot_said (at);

-- Weekly posts that owners of customer groups have to confirm (storage/customer_posts.py).
CREATE TABLE customer_post (
    msgid TEXT PRIMARY KEY,  -- as the platform names it
    chat  INTEGER NOT NULL,
    at    INTEGER NOT NULL,
    told  INTEGER NOT NULL   -- managers know that it waits
) STRICT, WITHOUT ROWID;
CREATE INDEX customer_post_chat ON customer_post (chat, at);
CREATE INDEX customer_post_at ON customer_post (at);

CREATE TABLE bot_file (
    name    TEXT PRIMARY KEY,  -- as a message names it
    url     TEXT NOT NULL,
    aes_key TEXT NOT NULL,
    until   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX bot_file_until ON bot_file (until);

-- What the plug-ins used: calls, and units of their own, which are tokens or seconds.
CREATE TABLE plugin_use (
    plugin    TEXT NOT NULL,
    community TEXT NOT NULL,
    month     TEXT NOT NULL,     -- 2026-11, in the community's own time
    calls     INTEGER NOT NULL,
    units     INTEGER NOT NULL,
    told      INTEGER NOT NULL,  -- 1: its managers know that the budget is used up
    PRIMARY KEY (plugin, community, month)
) STRICT, WITHOUT ROWID;

-- A spreadsheet that somebody asked for in a chat; made beside the desk.
CREATE TABLE export (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: what arrives about it is named by it
    community TEXT NOT NULL,
    person    INTEGER NOT NULL,
    chat      INTEGER NOT NULL,
    since     TEXT NOT NULL,  -- the first day, 2026-11-01
    until     TEXT NOT NULL,  -- the last day, which counts
    format    TEXT NOT NULL,
    layout    TEXT NOT NULL,
    words     INTEGER NOT NULL,  -- 1: with people's own words
    grids     TEXT NOT NULL,  -- JSON list; empty = all
    lang      TEXT NOT NULL,
    at        INTEGER NOT NULL,
    state     TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'done', 'failed')),
    tries     INTEGER NOT NULL DEFAULT 0,
    percent   INTEGER NOT NULL DEFAULT 0,
    reports   INTEGER NOT NULL DEFAULT 0,
    file      TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX export_waiting ON export (community) WHERE state = 'waiting';  -- one at a time
CREATE INDEX export_ended ON export (at) WHERE state <> 'waiting';
CREATE INDEX export_person ON export (person);

-- Who took out what, and when.
CREATE TABLE access_log (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    person    INTEGER NOT NULL,  -- 0: forgotten since; -1: somebody at the machine, huiyin export
    community TEXT NOT NULL,
    what      TEXT NOT NULL,
    detail    TEXT NOT NULL,
    report    INTEGER            -- that it was about
) STRICT;
CREATE INDEX access_log_person ON access_log (person);
CREATE INDEX access_log_community ON access_log (community, at);

-- Every timer there is.
CREATE TABLE due (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: part of the inbox key
    at      INTEGER NOT NULL,
    kind    TEXT NOT NULL,
    subject TEXT NOT NULL,
    cycle   INTEGER NOT NULL DEFAULT 0,
    step    INTEGER NOT NULL DEFAULT 0,
    UNIQUE (kind, subject, cycle, step)
) STRICT;
CREATE INDEX due_at ON due (at);

CREATE TABLE person (
    id   INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: nobody inherits what somebody erased left
    name TEXT NOT NULL,
    lang TEXT NOT NULL
) STRICT;

CREATE TABLE account (
    channel  TEXT NOT NULL,
    external TEXT NOT NULL,
    person   INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (channel, external)
) STRICT, WITHOUT ROWID;
CREATE INDEX account_person ON account (person);

CREATE TABLE role (
    person    INTEGER NOT NULL REFERENCES person (id),
    community TEXT NOT NULL,
    role      TEXT NOT NULL,
    trade     TEXT NOT NULL,
    grids     TEXT NOT NULL,  -- codes separated by spaces; empty = all
    PRIMARY KEY (person, community, role)
) STRICT, WITHOUT ROWID;
CREATE INDEX role_community ON role (community);

-- Who was given a role and whose ended, and by whom.
CREATE TABLE role_event (
    id        INTEGER PRIMARY KEY,
    at        INTEGER NOT NULL,
    community TEXT NOT NULL,
    person    INTEGER NOT NULL,
    actor     INTEGER,
    kind      TEXT NOT NULL CHECK (kind IN ('granted', 'ended')),
    role      TEXT NOT NULL,
    trade     TEXT NOT NULL,
    grids     TEXT NOT NULL
) STRICT;
CREATE INDEX role_event_person ON role_event (person);
CREATE INDEX role_event_actor ON role_event (actor);

-- A role that waits for somebody: whoever shows the code is its guest, and has it when the inviter agrees.
CREATE TABLE invitation (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: buttons name it
    hash       TEXT NOT NULL UNIQUE,  -- of the code, which is kept nowhere
    community  TEXT NOT NULL,
    inviter    INTEGER NOT NULL,
    role       TEXT NOT NULL,
    trade      TEXT NOT NULL,
    grids      TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'shown', 'agreed', 'void')),
    guest      INTEGER,
    guest_chat INTEGER
) STRICT;
CREATE INDEX invitation_inviter ON invitation (inviter);
CREATE INDEX invitation_guest ON invitation (guest) WHERE guest IS NOT NULL;

-- A code that makes two accounts one person: whoever asked for it stays, whoever shows it joins them.
CREATE TABLE joining (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: buttons name it
    hash       TEXT NOT NULL UNIQUE,  -- of the code, which is kept nowhere
    person     INTEGER NOT NULL,
    chat       INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'shown', 'done', 'void')),
    guest      INTEGER,
    guest_chat INTEGER
) STRICT;
CREATE INDEX joining_person ON joining (person);

-- Codes that were wrong, so that nobody can try many.
CREATE TABLE wrong_code (
    chat INTEGER NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
CREATE INDEX wrong_code_chat ON wrong_code (chat, at);

-- The duty roster: what the community file says is only its beginning.
CREATE TABLE shift (
    id        INTEGER PRIMARY KEY,
    community TEXT NOT NULL,
    code      TEXT NOT NULL,
    days      TEXT NOT NULL,  -- digits, 0 = Monday
    since     TEXT NOT NULL,  -- 08:00, civil time of the community
    until     TEXT NOT NULL,
    grids     TEXT NOT NULL DEFAULT '',  -- codes separated by spaces; empty = all
    trades    TEXT NOT NULL DEFAULT '',  -- who may have it, likewise
    name      TEXT NOT NULL DEFAULT '',  -- as a manager calls it; empty: named by its code
    UNIQUE (community, code)
) STRICT;

CREATE TABLE shift_person (
    shift  INTEGER NOT NULL REFERENCES shift (id),
    person INTEGER NOT NULL REFERENCES person (id),
    PRIMARY KEY (shift, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_person_person ON shift_person (person);

-- A single day on which somebody has a shift beside the others, or has it not.  The day is the one it began.
CREATE TABLE shift_exception (
    shift  INTEGER NOT NULL REFERENCES shift (id),
    day    TEXT NOT NULL,  -- 2026-11-22, civil date of the community
    person INTEGER NOT NULL REFERENCES person (id),
    what   TEXT NOT NULL CHECK (what IN ('add', 'remove')),
    PRIMARY KEY (shift, day, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX shift_exception_person ON shift_exception (person);
CREATE INDEX shift_exception_day ON shift_exception (day);

-- Somebody asks somebody else to take a turn of a shift.
CREATE TABLE shift_swap (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: buttons name it
    community TEXT NOT NULL,
    shift     INTEGER NOT NULL REFERENCES shift (id),
    day       TEXT NOT NULL,
    asker     INTEGER NOT NULL REFERENCES person (id),
    other     INTEGER NOT NULL REFERENCES person (id),
    begins_at INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'void'))
) STRICT;
CREATE UNIQUE INDEX shift_swap_open ON shift_swap (shift, day) WHERE state = 'open';
CREATE INDEX shift_swap_asker ON shift_swap (asker);
CREATE INDEX shift_swap_other ON shift_swap (other);
CREATE INDEX shift_swap_begins ON shift_swap (begins_at);

-- Links that open the staff pages: of each only the hash, and only until it is used.
CREATE TABLE staff_link (
    hash   TEXT PRIMARY KEY,
    person INTEGER NOT NULL REFERENCES person (id),
    until  INTEGER NOT NULL  -- machine time, as everything here
) STRICT, WITHOUT ROWID;
CREATE INDEX staff_link_person ON staff_link (person);

-- The browsers in which they are open.
CREATE TABLE browser (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: forms name it
    hash     TEXT NOT NULL UNIQUE,  -- of the word in its cookie
    person   INTEGER NOT NULL REFERENCES person (id),
    device   TEXT NOT NULL,         -- as the browser calls itself, in a word or two
    began_at INTEGER NOT NULL,
    seen_at  INTEGER NOT NULL
) STRICT;
CREATE INDEX browser_person ON browser (person);

CREATE TABLE chat (
    id        INTEGER PRIMARY KEY,
    channel   TEXT NOT NULL,
    external  TEXT NOT NULL,
    kind      TEXT NOT NULL CHECK (kind IN ('private', 'group', 'duty', 'unbound')),
    community TEXT NOT NULL,  -- empty: a private chat of somebody who has not said where they live
    lang      TEXT NOT NULL,
    grid      TEXT,
    person    INTEGER REFERENCES person (id),
    title     TEXT NOT NULL DEFAULT '',
    lost      INTEGER NOT NULL DEFAULT 0,  -- 1: the bot was removed or blocked there
    heard_at  INTEGER NOT NULL DEFAULT 0,  -- orders the private chats of one person: the last used is the greatest
    open      INTEGER NOT NULL DEFAULT 0,  -- 1: nothing can be shown to one member of this group alone
    UNIQUE (channel, external)
) STRICT;
CREATE INDEX chat_person ON chat (person) WHERE person IS NOT NULL;
CREATE INDEX chat_duty ON chat (community) WHERE kind = 'duty';

CREATE TABLE report (
    id              INTEGER PRIMARY KEY,
    number          INTEGER NOT NULL,
    community       TEXT NOT NULL,  -- that has it
    grid            TEXT,
    building        TEXT,
    place           TEXT NOT NULL,
    category        TEXT NOT NULL,
    urgency         TEXT NOT NULL,
    danger          TEXT,
    text            TEXT NOT NULL,
    reporter        INTEGER,
    chat            INTEGER NOT NULL,
    message         TEXT,
    source          TEXT NOT NULL,
    reported_at     INTEGER NOT NULL,
    since           INTEGER NOT NULL,  -- when this cycle began
    respond_by      INTEGER NOT NULL,
    resolve_by      INTEGER NOT NULL,
    status          TEXT NOT NULL,
    cycle           INTEGER NOT NULL,
    version         INTEGER NOT NULL,
    call            INTEGER NOT NULL,
    assignee        INTEGER,
    acknowledged_at INTEGER,
    coming          TEXT,
    promised_at     INTEGER,  -- when they said when they come
    resolved_at     INTEGER,
    note            TEXT NOT NULL,
    reason          TEXT,
    question        TEXT NOT NULL,
    appealed        INTEGER NOT NULL,
    denied          INTEGER NOT NULL,
    duplicate_of    INTEGER,
    pending_move    TEXT,
    pending_back_to TEXT,
    pending_until   INTEGER,
    pending_before  TEXT,
    pending_was     TEXT,  -- JSON: what residents had been told of who comes when
    secured         TEXT NOT NULL,  -- what was done at once, while the rest follows
    secured_at      INTEGER,
    provisional     INTEGER NOT NULL,  -- 1: counts working days of a year that is not published yet
    pause           TEXT,  -- resident, parked, unit
    pause_since     INTEGER,
    pause_until     INTEGER,
    pause_note      TEXT,
    pause_times     INTEGER,  -- how often that date was put off
    waited          INTEGER NOT NULL,  -- milliseconds of pauses that are over, in this cycle
    remind_at       INTEGER,
    clock           TEXT NOT NULL,
    late            TEXT NOT NULL,
    filed_by        INTEGER,  -- who filed it for somebody that is not here
    told_at         INTEGER,  -- when the platform took the word of how this cycle ended
    published        INTEGER NOT NULL,  -- 1: staff let everybody see the reporter's own photos
    known           TEXT,  -- JSON: where, from when until when, in which words; NULL: no known incident
    visibility      TEXT NOT NULL CHECK (visibility IN ('public', 'figures', 'private')),
    shown_by        TEXT NOT NULL,  -- who decided that last: rule, reporter, staff
    hidden_at       INTEGER,        -- when it left the public view, having been there
    hidden_why      TEXT NOT NULL,  -- and the kind of reason
    released        TEXT NOT NULL,  -- its words as staff let everybody read them, masked
    above           TEXT NOT NULL CHECK (above IN ('', 'head', 'street')),  -- a complaint: who decides it
    concerned       TEXT NOT NULL,  -- JSON list of those whom it names; empty = nobody
    photo_url       TEXT NOT NULL,  -- where a photo of it lies elsewhere, as whoever reported it says
    home            TEXT NOT NULL,  -- the community that counted its number
    going           TEXT NOT NULL,  -- where it goes in a minute: a community, ^ the street; empty: nowhere
    at_street       INTEGER NOT NULL,  -- 1: the street is to say who has it
    UNIQUE (home, number)
) STRICT;
CREATE INDEX report_guest ON report (community, number) WHERE home <> community;
CREATE INDEX report_known ON report (community)
    WHERE known IS NOT NULL AND status IN ('open', 'acknowledged');
CREATE INDEX report_duplicate ON report (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX report_pending ON report (community) WHERE pending_move IS NOT NULL;
-- With all that the counting of what waits looks at, so that it is counted within the index.
CREATE INDEX report_live ON report (community, respond_by, status, resolve_by, grid, assignee, pause, above)
    WHERE status IN ('open', 'acknowledged');
CREATE INDEX report_reporter ON report (reporter, id) WHERE reporter IS NOT NULL;
CREATE INDEX report_filed_by ON report (filed_by, reported_at) WHERE filed_by IS NOT NULL;
-- With all that like failures are counted by, so that they are counted within the index.
CREATE INDEX report_place ON report (community, building, category, reported_at, status, above)
    WHERE building IS NOT NULL;
CREATE INDEX report_remind ON report (community, remind_at) WHERE remind_at IS NOT NULL;
CREATE INDEX report_provisional ON report (provisional) WHERE provisional = 1;
CREATE INDEX report_newest ON report (community, id);
CREATE INDEX report_above ON report (community) WHERE above <> '';
-- With all that a list of a period is chosen by, so that it is chosen within the index.
CREATE INDEX report_period ON report
    (home, visibility, reported_at, number, category, status, pending_back_to, pending_before);

-- What the figures need of a report (domain/counting/facts.py), written with every move, so that nothing is dug out of events.
CREATE TABLE fact (
    report        INTEGER PRIMARY KEY,
    community     TEXT NOT NULL,
    grid          TEXT,
    building      TEXT,
    category      TEXT NOT NULL,
    reported_at   INTEGER NOT NULL,
    respond_by    INTEGER NOT NULL,  -- the earliest promise ever made
    resolve_by    INTEGER NOT NULL,
    provisional   INTEGER NOT NULL,
    by_staff      INTEGER NOT NULL,
    filed         INTEGER NOT NULL,
    own           INTEGER NOT NULL,
    answered_at   INTEGER,
    "end"         TEXT NOT NULL,     -- empty: somebody still has to do something
    ended_at      INTEGER,
    original      INTEGER,
    assignee      INTEGER,
    cycle         INTEGER NOT NULL,
    handed        INTEGER NOT NULL,
    recategorised INTEGER NOT NULL,
    again         INTEGER NOT NULL,
    paused        INTEGER NOT NULL,
    waited        INTEGER NOT NULL,
    pause         TEXT,
    pause_since   INTEGER,
    rated_at      INTEGER,
    solved        TEXT,
    satisfied     INTEGER,
    contacted     INTEGER,
    own_word      INTEGER NOT NULL,
    visibility    TEXT NOT NULL
) STRICT;
-- Each holds the original, too: the few duplicates of a period are found within the index.
CREATE INDEX fact_reported ON fact (community, reported_at, original);
CREATE INDEX fact_respond ON fact (community, respond_by, original);
CREATE INDEX fact_resolve ON fact (community, resolve_by, original);
CREATE INDEX fact_ended ON fact (community, ended_at, original) WHERE ended_at IS NOT NULL;
CREATE INDEX fact_rated ON fact (community, rated_at, original) WHERE rated_at IS NOT NULL;
CREATE INDEX fact_original ON fact (original) WHERE original IS NOT NULL;
CREATE INDEX fact_live ON fact (community, respond_by) WHERE "end" = '';

-- What everybody may see of a report (domain/public/visibility.py), for the results board; written with every move.
-- What left the public view leaves its number, its date and the kind of reason.
CREATE TABLE listing (
    report      INTEGER PRIMARY KEY,
    community   TEXT NOT NULL,
    number      INTEGER NOT NULL,
    grid        TEXT,
    building    TEXT,
    area        TEXT NOT NULL,     -- of a known incident: codes of buildings, of grids behind an @
    category    TEXT NOT NULL,     -- empty: it left the public view
    state       TEXT NOT NULL,     -- domain/public/standing.py
    live        INTEGER NOT NULL,  -- 1: somebody still has to do something
    reported_at INTEGER NOT NULL,
    due_at      INTEGER,           -- what is promised next
    ended_at    INTEGER,
    late        INTEGER NOT NULL,  -- 1: it ended, and a promise made at first was not kept
    hidden_at   INTEGER,
    hidden_why  TEXT NOT NULL,
    words       TEXT NOT NULL,     -- as staff released them
    UNIQUE (community, number)
) STRICT;
-- Pages are read along one of these, newest first; what it holds beside that is looked at on the way.
CREATE INDEX listing_all ON listing (community, reported_at, report);
CREATE INDEX listing_category ON listing (community, category, reported_at, report, grid, live, late, state);
CREATE INDEX listing_grid ON listing (community, grid, reported_at, report, live, late, state)
    WHERE grid IS NOT NULL;
CREATE INDEX listing_building ON listing (community, building, reported_at, report, category, live, late, state)
    WHERE building IS NOT NULL;
CREATE INDEX listing_live ON listing (community, reported_at, report, due_at, category, grid, building) WHERE live = 1;
CREATE INDEX listing_late ON listing (community, reported_at, report, category, grid, building) WHERE late = 1;
CREATE INDEX listing_refused ON listing (community, reported_at, report, category, grid, building)
    WHERE state IN ('refused', 'declined');
CREATE INDEX listing_ended ON listing (community, ended_at, report) WHERE ended_at IS NOT NULL;

-- The same for the search: words cut into pairs of characters, and codes (domain/understanding/bigrams.py).
CREATE VIRTUAL TABLE listing_text USING fts5 (codes, words, columnsize = 0, prefix = '1', tokenize = 'ascii');
-- Bytes of a page.  The newest are found first, and for that a page is read whole in each part of the index.
INSERT INTO listing_text (listing_text, rank) VALUES ('pgsz', 1000);

-- Whom somebody has to phone, since no message reaches them: one entry for each end of a report.
CREATE TABLE call (
    report     INTEGER NOT NULL,
    cycle      INTEGER NOT NULL,
    community  TEXT NOT NULL,
    why        TEXT NOT NULL,     -- for_others: filed for somebody who has no chat here
    not_before INTEGER NOT NULL,  -- nobody answered: not again before
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'unreached')),
    tries      INTEGER NOT NULL,
    PRIMARY KEY (report, cycle)
) STRICT, WITHOUT ROWID;
CREATE INDEX call_waiting ON call (community, not_before) WHERE state = 'waiting';

-- What residents said of how a report ended; one person about one cycle.  Partial answers count.
CREATE TABLE rating (
    report    INTEGER NOT NULL,
    cycle     INTEGER NOT NULL,
    person    INTEGER NOT NULL,  -- 0: who has no account here (any more), and whose report it is
    at        INTEGER NOT NULL,
    solved    TEXT CHECK (solved IN ('yes', 'partly', 'no')),
    satisfied INTEGER CHECK (satisfied BETWEEN 0 AND 2),
    contacted INTEGER CHECK (contacted BETWEEN 0 AND 1),
    how       TEXT NOT NULL CHECK (how IN ('self', 'phone')),
    PRIMARY KEY (report, cycle, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX rating_person ON rating (person);

-- Who did what when.  Codes in detail; free text apart, so that it can be erased.
CREATE TABLE report_event (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    actor  INTEGER,
    kind   TEXT NOT NULL,
    status TEXT NOT NULL,
    detail TEXT NOT NULL,
    text   TEXT NOT NULL,
    who_salt  BLOB,  -- of the two digests below; erased with what they hide
    said_salt BLOB,
    who       BLOB,  -- digest of the actor
    said      BLOB,  -- digest of the words
    link      BLOB   -- binds it to the event before it in its community (storage/chain.py)
) STRICT;
CREATE INDEX report_event_report ON report_event (report, id);

-- The last link of each community's history.
CREATE TABLE chain (
    community TEXT PRIMARY KEY,
    events    INTEGER NOT NULL,
    link      BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE attachment (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL,
    kind   TEXT NOT NULL CHECK (kind IN ('photo', 'voice')),
    after  INTEGER NOT NULL,  -- 1: shows the repair; 2: one that did not last
    media  TEXT NOT NULL,     -- name of the stored file
    message TEXT              -- what was said with it, when that was added later and may prove another matter
) STRICT;
CREATE INDEX attachment_report ON attachment (report);
CREATE INDEX attachment_media ON attachment (media);

-- Photos and voice messages as drafts and reports name them, and our own copy of each.
CREATE TABLE media (
    name    TEXT PRIMARY KEY,
    kind    TEXT NOT NULL CHECK (kind IN ('photo', 'voice')),
    state   TEXT NOT NULL CHECK (state IN ('heard', 'wanted', 'stored', 'refused', 'gone')),
    stored  TEXT,              -- the file of ours
    bytes   INTEGER NOT NULL DEFAULT 0,
    small   INTEGER NOT NULL DEFAULT 0,  -- 1: only its thumbnail is left
    bits    INTEGER,           -- its fingerprint, to find photos that are nearly the same
    sketch  BLOB,
    chat    INTEGER,           -- where it was sent, and by whom: they are told when it cannot be used
    person  INTEGER,
    message TEXT,
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX media_at ON media (at);
CREATE INDEX media_stored ON media (stored) WHERE stored IS NOT NULL;
CREATE INDEX media_person ON media (person) WHERE person IS NOT NULL;
CREATE INDEX media_whole ON media (at) WHERE small = 0 AND kind = 'photo' AND stored IS NOT NULL;
CREATE INDEX media_band_0 ON media (bits & 65535) WHERE bits IS NOT NULL;
CREATE INDEX media_band_1 ON media (bits >> 16 & 65535) WHERE bits IS NOT NULL;
CREATE INDEX media_band_2 ON media (bits >> 32 & 65535) WHERE bits IS NOT NULL;
CREATE INDEX media_band_3 ON media (bits >> 48 & 65535) WHERE bits IS NOT NULL;

-- The weekly digest: one for each community and week, whatever became of it.
CREATE TABLE digest (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: buttons name it
    community TEXT NOT NULL,
    week      TEXT NOT NULL,     -- 2026-W47: when it is posted
    post_at   INTEGER NOT NULL,
    state     TEXT NOT NULL CHECK (state IN ('draft', 'posted', 'skipped', 'missed')),
    words     TEXT NOT NULL,     -- JSON: language -> what residents read, as its managers saw it
    extra     TEXT NOT NULL,     -- a sentence that a manager added
    UNIQUE (community, week)
) STRICT;

-- Pictures that we draw: of a digest, or (with a chat) a page that somebody asked for.
CREATE TABLE drawing (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    community TEXT NOT NULL,
    about     TEXT NOT NULL,     -- 2026-W47 a week, 2026-11 a month
    lang      TEXT NOT NULL,
    chat      INTEGER,           -- who waits for it
    state     TEXT NOT NULL CHECK (state IN ('waiting', 'drawn', 'failed')),
    media     TEXT,              -- the file
    at        INTEGER NOT NULL
) STRICT;
CREATE INDEX drawing_about ON drawing (community, about);
CREATE INDEX drawing_at ON drawing (at);
CREATE INDEX drawing_media ON drawing (media) WHERE media IS NOT NULL;

-- How to reach whoever left it: for the assignee alone, erased a week after the end.
CREATE TABLE contact (
    report INTEGER PRIMARY KEY,
    name   TEXT NOT NULL,
    phone  TEXT NOT NULL,
    visit  TEXT NOT NULL,  -- when somebody is at home, in their words
    "by"   INTEGER NOT NULL,
    at     INTEGER NOT NULL
) STRICT;

-- Programs of others that may report here: Open311.
CREATE TABLE api_key (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: rows of the inbox are named by it
    hash       TEXT NOT NULL UNIQUE,  -- of the key, which is kept nowhere
    community  TEXT NOT NULL,
    label      TEXT NOT NULL,
    per_hour   INTEGER NOT NULL,
    per_day    INTEGER NOT NULL,
    made_at    INTEGER NOT NULL,      -- machine time, as all times here
    used_at    INTEGER,
    revoked_at INTEGER,
    hour       INTEGER NOT NULL DEFAULT 0,  -- the last one in which it was used, and how often
    in_hour    INTEGER NOT NULL DEFAULT 0,
    day        INTEGER NOT NULL DEFAULT 0,
    in_day     INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What they reported, by the token that they were given, and what it became.
CREATE TABLE posted (
    token  TEXT PRIMARY KEY,
    key    INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    done   INTEGER NOT NULL DEFAULT 0,  -- 1: it was handled; without a report it became none
    report INTEGER,
    notice TEXT NOT NULL DEFAULT ''     -- what whoever reported it should do now: numbers to call in danger
) STRICT, WITHOUT ROWID;
CREATE INDEX posted_report ON posted (report, key) WHERE report IS NOT NULL;

-- What somebody said for the head alone: it is no report, so that nothing that shows reports can show it.
CREATE TABLE confided (
    id        INTEGER PRIMARY KEY,
    community TEXT NOT NULL,
    person    INTEGER NOT NULL,
    chat      INTEGER NOT NULL,
    danger    TEXT NOT NULL,
    text      TEXT NOT NULL,
    at        INTEGER NOT NULL,
    heard_at  INTEGER NOT NULL,
    told      TEXT NOT NULL,     -- JSON: the chats in which a head reads it
    taken_by  INTEGER,
    answered  INTEGER NOT NULL   -- 0: the channel could not answer them alone
) STRICT;
CREATE INDEX confided_person ON confided (person);

CREATE TABLE supporter (
    report INTEGER NOT NULL,
    person INTEGER NOT NULL,
    chat   INTEGER NOT NULL,
    at     INTEGER NOT NULL,
    via    INTEGER,  -- the report with which they came when it was merged into this one
    PRIMARY KEY (report, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX supporter_person ON supporter (person);

-- What is not a report yet; erased within a day.
CREATE TABLE draft (
    id         INTEGER PRIMARY KEY,
    chat       INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    stage      TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    fold       TEXT NOT NULL,
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX draft_by ON draft (chat, person);
CREATE INDEX draft_fold ON draft (fold);

-- Whom the bot leaves alone in a group, because they said so.
CREATE TABLE hushed (
    chat   INTEGER NOT NULL,
    person INTEGER NOT NULL,
    PRIMARY KEY (chat, person)
) STRICT, WITHOUT ROWID;

-- How often a group was offered something lately: three offers an hour are enough.
CREATE TABLE offer (
    chat INTEGER NOT NULL,
    at   INTEGER NOT NULL
) STRICT;
CREATE INDEX offer_chat ON offer (chat, at);

-- A question to one person in one chat; their next words there answer it.
CREATE TABLE prompt (
    chat       INTEGER NOT NULL,
    person     INTEGER NOT NULL,
    kind       TEXT NOT NULL,
    report     INTEGER NOT NULL,
    cycle      INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    text       TEXT NOT NULL,
    photos     TEXT NOT NULL,
    PRIMARY KEY (chat, person)
) STRICT, WITHOUT ROWID;

-- Which messages of people became part of what: edits and replies find their way.
CREATE TABLE source_message (
    chat    INTEGER NOT NULL,
    message TEXT NOT NULL,
    at      INTEGER NOT NULL,
    draft   INTEGER,
    report  INTEGER,
    PRIMARY KEY (chat, message)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_message_draft ON source_message (draft) WHERE draft IS NOT NULL;
CREATE INDEX source_message_report ON source_message (report) WHERE report IS NOT NULL;

-- What people put right of what was understood; learned from (domain/understanding/taught.py).
CREATE TABLE correction (
    id        INTEGER PRIMARY KEY,
    community TEXT NOT NULL,
    report    INTEGER,
    person    INTEGER NOT NULL,
    crew      INTEGER NOT NULL,
    at        INTEGER NOT NULL,
    what      TEXT NOT NULL,
    before    TEXT NOT NULL,
    after     TEXT NOT NULL,
    text      TEXT NOT NULL,
    author    INTEGER,
    signs     TEXT NOT NULL   -- of a message that became no report: numbers instead of its words
) STRICT;
CREATE INDEX correction_community ON correction (community, id);
CREATE INDEX correction_person ON correction (person);
CREATE INDEX correction_author ON correction (author) WHERE author IS NOT NULL;

CREATE TABLE learning (
    community TEXT PRIMARY KEY,
    mark      TEXT NOT NULL,              -- changes with every correction
    since     INTEGER NOT NULL DEFAULT 0  -- the last correction that teaches nothing more
) STRICT, WITHOUT ROWID;

-- The web chat's own messages: what a platform keeps elsewhere.  seq counts changes, so that a page that
-- comes back asks only for what it has not seen.
CREATE TABLE web_message (
    id       INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL UNIQUE,
    chat     TEXT NOT NULL,
    author   TEXT,            -- account; NULL = Huiyin
    key      TEXT UNIQUE,     -- of the browser, or of the slot: said twice, kept once
    only_for TEXT,            -- account
    kind     TEXT NOT NULL CHECK (kind IN ('text', 'toast')),
    content  TEXT NOT NULL,
    reply_to TEXT,
    at       INTEGER NOT NULL,
    edited   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX web_message_at ON web_message (at);
CREATE INDEX web_message_chat ON web_message (chat, seq);

-- A browser that spoke in the web chat (storage/devices.py).  Its cookie holds a word that is kept nowhere.
CREATE TABLE web_device (
    hash     TEXT PRIMARY KEY,  -- of that word
    account  TEXT NOT NULL,     -- on the channel web
    used_at  INTEGER NOT NULL,  -- to the day
    ended_at INTEGER            -- its person was forgotten: for an hour it shows the last word, then all of it goes
) STRICT, WITHOUT ROWID;
CREATE INDEX web_device_account ON web_device (account);
CREATE INDEX web_device_used ON web_device (used_at);
CREATE INDEX web_device_ended ON web_device (ended_at) WHERE ended_at IS NOT NULL;

-- Browsers that want to be told when something is said (storage/pushes.py).
CREATE TABLE web_push (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,  -- never used again: slots name it
    device   TEXT NOT NULL UNIQUE,  -- as web_device has it
    account  TEXT NOT NULL,
    endpoint TEXT NOT NULL,         -- the address of its push service
    p256dh   TEXT NOT NULL,         -- the browser's keys
    auth     TEXT NOT NULL,
    lang     TEXT NOT NULL
) STRICT;
CREATE INDEX web_push_account ON web_push (account);
