"""What a leader is asked, in which order and in which words.

Rule of the folder: wording and order only. Types, limits and titles come from the domain; law
comes from the rules, which this folder does not know; how a page looks is the web's business.
"""
