"""A base as an older version of the program left it."""

from pathlib import Path

from sqlalchemy import create_engine, text

from registration.store.migrations import NEWEST, bring_up, version_of

_MADE_BY = {
    "0002": ("journal",),
    "0003": ("summary_words", "summaries", "addresses", "holdings"),
    "0005": ("tallies",),
    "0006": (
        "resident_questions",
        "consultation_words",
        "consultation_days",
        "consultations",
        "attendances",
        "happenings",
    ),
}


def brought_up_from(version: str, folder: Path, *before: str) -> None:
    """Take the tables of later steps away, run the statements, then bring the base up again."""
    engine = create_engine(f"sqlite:///{folder / 'cases.sqlite'}")
    later = [name for step, names in reversed(_MADE_BY.items()) if step > version for name in names]
    with engine.begin() as connection:
        for name in later:
            connection.exec_driver_sql(f"DROP TABLE {name}")
        for statement in before:
            connection.exec_driver_sql(statement)
        set_version = text("UPDATE alembic_version SET version_num = :version")
        connection.execute(set_version, {"version": version})
        bring_up(connection)
    with engine.begin() as connection:
        assert version_of(connection) == NEWEST
    engine.dispose()
