"""The way from an older base to this one: each step is written once and never changed after.

A new base is made whole from `tables.py`; a test holds that both ways end at the same tables.
"""

from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, String, Table, inspect, select

from registration.store.tables import metadata

NEWEST = "0006"
_version = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))


def version_of(connection: Connection) -> str | None:
    """The version of a base; None for a base without tables."""
    if not inspect(connection).has_table(_version.name):
        return None
    return connection.execute(select(_version)).scalar_one_or_none()


def found(connection: Connection) -> None:
    """Make all tables of a new base."""
    metadata.create_all(connection)
    _version.create(connection)
    connection.execute(_version.insert().values(version_num=NEWEST))


def bring_up(connection: Connection) -> None:
    """Take an older base to the newest version, step by step, in the transaction given.

    Raises:
        alembic.util.CommandError: the base is of a version that this program does not know.
    """
    from alembic import command  # only an older base needs it, and every start would load it
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent))
    command.upgrade(config, "head")
