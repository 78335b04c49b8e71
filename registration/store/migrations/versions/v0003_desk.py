"""What the desk needs: summaries for the list, secret addresses, holdings of all cases."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the tables of the desk."""
    _summaries()
    _summary_words()
    _addresses()
    _holdings()


def _summaries() -> None:
    op.create_table(
        "summaries",
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.Column("mover", sa.String(length=20), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("blockers", sa.Integer(), nullable=False),
        sa.Column("next_on", sa.String(length=10), nullable=False),
        sa.Column("moved_at", sa.Float(), nullable=False),
        sa.Column("contacted_at", sa.Float(), nullable=False),
        sa.Column("sealed_summary", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("case_id"),
    )
    op.create_index("summaries_by_stage", "summaries", ["stage", "next_on"], unique=False)
    op.create_index("summaries_by_district", "summaries", ["district", "next_on"], unique=False)
    op.create_index("summaries_by_next", "summaries", ["next_on"], unique=False)
    op.create_index("summaries_by_movement", "summaries", ["moved_at"], unique=False)


def _summary_words() -> None:
    op.create_table(
        "summary_words",
        sa.Column("word_hash", sa.String(length=64), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"]),
        sa.PrimaryKeyConstraint("word_hash", "case_id"),
    )
    op.create_index("words_of_summary", "summary_words", ["case_id"], unique=False)


def _addresses() -> None:
    op.create_table(
        "addresses",
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("purpose", sa.String(length=20), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("expires", sa.Float(), nullable=False),
        sa.Column("revoked", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("token_hash"),
    )
    op.create_index("addresses_for", "addresses", ["purpose", "case_id"], unique=False)


def _holdings() -> None:
    op.create_table(
        "holdings",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("in_force", sa.Boolean(), nullable=False),
        sa.Column("sealed_holding", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "name", "version"),
    )
