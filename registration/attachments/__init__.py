"""Files brought from outside: scans, photographs, papers of others. Nothing in them is believed.

Rule of the folder: bytes and a name go in; an attachment that is safe to keep and to give out
comes back, or a refusal in Russian. What a file is, its content says, never its name.
"""
