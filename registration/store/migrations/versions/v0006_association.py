"""What the association counts: happenings and who came, consultations, questions of residents."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Make the tables of the project and its duty desk."""
    op.create_index("tallies_by_day", "tallies", ["kind", "on_day"], unique=False)
    _happenings()
    _consultations()
    _questions()


def _happenings() -> None:
    op.create_table(
        "happenings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("visits", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("sealed_happening", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("happenings_by_day", "happenings", ["on_day", "kind"], unique=False)
    op.create_table(
        "attendances",
        sa.Column("happening", sa.Integer(), nullable=False),
        sa.Column("person_hash", sa.String(length=64), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["happening"], ["happenings.id"]),
        sa.PrimaryKeyConstraint("happening", "person_hash"),
    )


def _consultations() -> None:
    op.create_table(
        "consultations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("channel", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("asker", sa.String(length=20), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=20), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("repeated", sa.Boolean(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("same_hash", sa.String(length=64), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("sealed_consultation", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("consultations_by_day", "consultations", ["withdrawn", "on_day"], unique=False)
    op.create_index("consultations_alike", "consultations", ["same_hash"], unique=False)
    op.create_index(
        "consultations_by_outcome", "consultations", ["outcome", "on_day"], unique=False
    )
    op.create_index("consultations_of_case", "consultations", ["case_id"], unique=False)
    op.create_table(
        "consultation_days",
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("on_day", "district"),
    )
    op.create_table(
        "consultation_words",
        sa.Column("word_hash", sa.String(length=64), nullable=False),
        sa.Column("consultation", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["consultation"], ["consultations.id"]),
        sa.PrimaryKeyConstraint("word_hash", "consultation"),
    )
    op.create_index("words_of_consultation", "consultation_words", ["consultation"], unique=False)


def _questions() -> None:
    op.create_table(
        "resident_questions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("topic", sa.String(length=20), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("consultation", sa.Integer(), nullable=False),
        sa.Column("sealed_question", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    op.create_index("questions_by_state", "resident_questions", ["state", "at"], unique=False)
