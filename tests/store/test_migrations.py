"""A base made new and a base brought up step by step hold the same tables."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, inspect

from registration.store import Channel, StoreFault, migrations, open_store
from registration.store.tables import metadata


def steps() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    return ScriptDirectory.from_config(config)


def test_the_newest_step_is_the_one_new_bases_are_marked_with() -> None:
    assert steps().get_current_head() == migrations.NEWEST


def test_steps_and_tables_say_the_same(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path / 'stepwise.sqlite'}")
    with engine.begin() as connection:
        migrations.bring_up(connection)
    with engine.begin() as connection:
        assert migrations.version_of(connection) == migrations.NEWEST
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert _indexes(connection) == _declared_indexes()
    engine.dispose()


def _indexes(connection: Connection) -> set[str]:
    names = inspect(connection).get_table_names()
    found = (index["name"] for name in names for index in inspect(connection).get_indexes(name))
    return {str(name) for name in found}


def _declared_indexes() -> set[str]:
    return {str(index.name) for table in metadata.tables.values() for index in table.indexes}


def test_a_base_of_a_newer_program_is_left_as_it_is(tmp_path: Path) -> None:
    first = open_store(tmp_path)
    case_id = first.create_case("нина")
    first.save(case_id, {"tos.short_name": "ТОС"}, seen=0, author="нина", channel=Channel.SELF)
    first.close()
    _mark(tmp_path, "9999")
    with pytest.raises(StoreFault, match="более новой версией"):
        open_store(tmp_path)
    _mark(tmp_path, migrations.NEWEST)
    again = open_store(tmp_path)
    assert again.load(case_id).answers["tos"]["short_name"] == "ТОС"
    again.close()


def _mark(folder: Path, version: str) -> None:
    engine = create_engine(f"sqlite:///{folder / 'cases.sqlite'}")
    with engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = ?", (version,))
    engine.dispose()
