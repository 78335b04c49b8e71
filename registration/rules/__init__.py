"""The law as dated data, and small functions that hold a case against it.

Rule of the folder: pure functions from a case and a day to findings. Every rule names the act it
rests on; no number of the law stands in code. Nothing here writes, prints, renders or asks.
"""
