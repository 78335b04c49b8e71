"""The tables; what could be personal stands only in columns named «sealed_…» or «…_hash»."""

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

metadata = MetaData()

# One row about the whole store; `sealed_check` opens only with the right master key.
about = Table(
    "about",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("store_id", String(32), nullable=False),
    Column("sealed_check", LargeBinary, nullable=False),
    Column("log_length", Integer, nullable=False),
    Column("log_hash", String(64), nullable=False),
)

cases = Table(
    "cases",
    metadata,
    Column("id", String(32), primary_key=True),
    Column("sealed_key", LargeBinary, nullable=False),
    Column("sealed_number", LargeBinary, nullable=False),
    Column("district", String(40), nullable=False),
    Column("created", Float, nullable=False),
    Column("saved", Float, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("sealed_answers", LargeBinary, nullable=False),
    Index("cases_by_district", "district", "saved"),
    Index("cases_by_saved", "saved"),
)

history = Table(
    "history",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("sealed_changes", LargeBinary, nullable=False),
)

# What happened to a case: moves between stages, ticks, talks. The kind is a word of ours.
journal = Table(
    "journal",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("sealed_entry", LargeBinary, nullable=False),
    Index("journal_by_kind", "case_id", "kind", "number"),
)

# What the list of cases shows of each, so that a long list opens without opening the cases.
summaries = Table(
    "summaries",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("entries", Integer, nullable=False),
    Column("made_on", String(10), nullable=False),
    Column("district", String(40), nullable=False),
    Column("stage", String(20), nullable=False),
    Column("mover", String(20), nullable=False),
    Column("percent", Integer, nullable=False),
    Column("blockers", Integer, nullable=False),
    Column("next_on", String(10), nullable=False),
    Column("moved_at", Float, nullable=False),
    Column("contacted_at", Float, nullable=False),
    Column("sealed_summary", LargeBinary, nullable=False),
    Index("summaries_by_stage", "stage", "next_on"),
    Index("summaries_by_district", "district", "next_on"),
    Index("summaries_by_next", "next_on"),
    Index("summaries_by_movement", "moved_at"),
    Index("summaries_by_day", "made_on"),
)

# Keyed hashes of the beginnings of words by which a case is searched for.
summary_words = Table(
    "summary_words",
    metadata,
    Column("word_hash", String(64), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Index("words_of_summary", "case_id"),
)

# Secret addresses that work without entering: a calendar, a question after registration.
addresses = Table(
    "addresses",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("purpose", String(20), nullable=False),
    Column("case_id", String(32), nullable=False),
    Column("expires", Float, nullable=False),
    Column("revoked", Boolean, nullable=False),
    Index("addresses_for", "purpose", "case_id"),
)

# What the consultant keeps for all cases: templates, editions of the form, payee, districts.
holdings = Table(
    "holdings",
    metadata,
    Column("kind", String(20), primary_key=True),
    Column("name", String(120), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("in_force", Boolean, nullable=False),
    Column("sealed_holding", LargeBinary, nullable=False),
)

files = Table(
    "files",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("name_hash", String(64), primary_key=True),
    Column("version", Integer, nullable=False),
    Column("at", Float, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sealed_name", LargeBinary, nullable=False),
    Column("sealed_content", LargeBinary, nullable=False),
)

# What another store and this one both knew at the last exchange of a case.
shared_states = Table(
    "shared_states",
    metadata,
    Column("case_id", ForeignKey("cases.id"), primary_key=True),
    Column("store_id", String(32), nullable=False),
    Column("our_revision", Integer, nullable=False),
    Column("their_revision", Integer, nullable=False),
    Column("sealed_answers", LargeBinary, nullable=False),
)

users = Table(
    "users",
    metadata,
    Column("name", String(100), primary_key=True),
    Column("role", String(20), nullable=False),
    Column("password_hash", Text, nullable=False),
    Column("sealed_totp", LargeBinary, nullable=False),
    Column("last_step", Integer, nullable=False),
    Column("failures", Integer, nullable=False),
    Column("closed_until", Float, nullable=False),
)

links = Table(
    "links",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("expires", Float, nullable=False),
    Column("revoked", Boolean, nullable=False),
)

# The first digits only find the row, so that wrong guesses are counted at one code.
codes = Table(
    "codes",
    metadata,
    Column("finder", String(3), primary_key=True),
    Column("code_hash", String(64), nullable=False),
    Column("case_id", ForeignKey("cases.id"), nullable=False, index=True),
    Column("expires", Float, nullable=False),
    Column("tries", Integer, nullable=False),
)

sessions = Table(
    "sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(100), nullable=False),
    Column("started", Float, nullable=False),
    Column("used", Float, nullable=False),
    Column("expires", Float, nullable=False),
    Index("sessions_of", "kind", "subject"),
)

access_log = Table(
    "access_log",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Float, nullable=False),
    Column("actor", String(100), nullable=False),
    Column("action", String(60), nullable=False),
    Column("case_id", String(32), nullable=False),
    Column("what", Text, nullable=False),
    Column("entry_hash", String(64), nullable=False),
    Index("log_of_case", "case_id", "number"),
)

# What is counted over all cases: our own words and numbers, without the case, so that the
# statistics stay true when a case is destroyed.
tallies = Table(
    "tallies",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("kind", String(20), nullable=False),
    Column("subject", String(60), nullable=False),
    Column("value", Integer, nullable=False),
    Column("district", String(40), nullable=False),
    Column("on_day", String(10), nullable=False),
    Index("tallies_by_kind", "kind", "subject", "district"),
    Index("tallies_by_day", "kind", "on_day"),
)

# What the association held or made: sessions, webinars, trips, publications. Texts are sealed.
happenings = Table(
    "happenings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("district", String(40), nullable=False),
    Column("visits", Integer, nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("sealed_happening", LargeBinary, nullable=False),
    Index("happenings_by_day", "on_day", "kind"),
)

# Who came, as a keyed hash: people are counted once, and nobody is named.
attendances = Table(
    "attendances",
    metadata,
    Column("happening", ForeignKey("happenings.id"), primary_key=True),
    Column("person_hash", String(64), primary_key=True),
    Column("district", String(40), nullable=False),
)

# Answers of the duty desk; what is counted stands open, in words of ours, the talk is sealed.
consultations = Table(
    "consultations",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("on_day", String(10), nullable=False),
    Column("channel", String(20), nullable=False),
    Column("district", String(40), nullable=False),
    Column("asker", String(20), nullable=False),
    Column("topic", String(20), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("minutes", Integer, nullable=False),
    Column("repeated", Boolean, nullable=False),
    Column("case_id", String(32), nullable=False),
    Column("same_hash", String(64), nullable=False),
    Column("withdrawn", Boolean, nullable=False),
    Column("sealed_consultation", LargeBinary, nullable=False),
    Index("consultations_by_day", "withdrawn", "on_day"),
    Index("consultations_alike", "same_hash"),
    Index("consultations_by_outcome", "outcome", "on_day"),
    Index("consultations_of_case", "case_id"),
)

# Consultations of each day and district, so that half a million of them are summed at once.
consultation_days = Table(
    "consultation_days",
    metadata,
    Column("on_day", String(10), primary_key=True),
    Column("district", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
)

consultation_words = Table(
    "consultation_words",
    metadata,
    Column("word_hash", String(64), primary_key=True),
    Column("consultation", ForeignKey("consultations.id"), primary_key=True),
    Index("words_of_consultation", "consultation"),
)

# Questions that residents left on the site; each opens by its own secret address.
resident_questions = Table(
    "resident_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Float, nullable=False),
    Column("state", String(20), nullable=False),
    Column("district", String(40), nullable=False),
    Column("topic", String(20), nullable=False),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("consultation", Integer, nullable=False),
    Column("sealed_question", LargeBinary, nullable=False),
    Index("questions_by_state", "state", "at"),
)
