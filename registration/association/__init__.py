"""The project of the association: its plan, what is counted, its report.

Rule of the folder: counts, days and words of ours go in; no person and no case is known here.
"""
