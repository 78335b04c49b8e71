"""Where a case stands and what comes next.

Rule of the folder: events and answers go in, a picture comes out. Nothing here changes a case,
reads the clock or makes a document.
"""
