"""Registration of a TOS as a legal entity: from a case to a package of documents."""

__version__ = "0.1.0"
