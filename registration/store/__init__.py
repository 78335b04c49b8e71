"""Where cases rest: answers sealed per case, people with access, a log of who looked.

Rule of the folder: the only room that knows the database and the keys; a few functions out.
"""
