"""Russian words as papers need them: cases, numbers, dates, blanks.

Rule of the folder: words in, words out; knows no document and no file but its own table.
"""
