"""What a case consists of, as pydantic models.

Rule of the folder: pydantic, dateutil and the standard library only. It checks the *form* of
an answer (a date is a date, an ИНН has its checksum); it knows no law, no files, no web.
"""
