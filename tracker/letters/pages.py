"""Runs in a process of its own: `python -I pages.py FILE` says how many pages a PDF has.

Each of them is visited: a wrong total in the file itself would be found. What a print file holds is so told by a process
that did not make it, and its memory is given back. Nothing of a page is ever printed.
"""

import sys

from pypdf import PdfReader

if __name__ == "__main__":
    sys.stdout.write(str(sum(1 for _ in PdfReader(sys.argv[1]).pages)))
