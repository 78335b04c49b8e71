"""What Alembic runs: steps are taken inside the transaction of whoever asked for them."""

from alembic import context

from registration.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite changes a column only by making the table anew
)
context.run_migrations()
