"""What is counted over all cases: grounds of refusals, marks of the leaders."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    """Make the table of tallies."""
    op.create_table(
        "tallies",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("district", sa.String(length=40), nullable=False),
        sa.Column("on_day", sa.String(length=10), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("tallies_by_kind", "tallies", ["kind", "subject", "district"], unique=False)
