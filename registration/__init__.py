"""Registration of a TOS as a legal entity: from a case to a package of documents."""

import os

# No plugin of pydantic may look at the answers, and looking for plugins slows every start.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")

__version__ = "0.1.0"
