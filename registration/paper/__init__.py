"""The questionnaire on paper and the sheet that is read back by telephone.

Rule of the folder: asks what the pages of the questionnaire ask, in their words and under their
numbers; nothing about a question is written here but how much room its answer takes.
"""
