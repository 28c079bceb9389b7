"""Letters and their words: Markdown as plain data, a template of our own, PDF made in limited child processes.

Knows no contest, no person's record and no database: what it is given are strings, what it gives back are files.
"""
