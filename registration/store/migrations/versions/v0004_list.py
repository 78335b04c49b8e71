"""Every case gets a summary at once, to be worked out when the list is next looked at."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Begin the summaries of the cases that are there, and find quickly what is out of date."""
    op.create_index("summaries_by_day", "summaries", ["made_on"], unique=False)
    op.execute(
        sa.text(
            "INSERT INTO summaries (case_id, revision, entries, made_on, district, stage, mover,"
            " percent, blockers, next_on, moved_at, contacted_at, sealed_summary)"
            " SELECT id, 0, 0, '', district, 'intake', 'tos', 0, 0, '', saved, 0, :blank"
            " FROM cases WHERE id NOT IN (SELECT case_id FROM summaries)"
        ).bindparams(sa.bindparam("blank", b"", sa.LargeBinary()))
    )
