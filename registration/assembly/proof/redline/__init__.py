"""Redline: what differs between two texts, for the eye and as tracked changes of Word."""
