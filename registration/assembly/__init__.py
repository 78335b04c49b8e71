"""From a case to the bytes of its documents.

Rule of the folder: a case goes in, bytes come out. No database, no request, no clock: the day
of a document is an argument.
"""
