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
