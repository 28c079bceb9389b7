"""Runs in a process of its own: `python -I pages.py FILE` says how many pages a print file has, and ends with 1 when it contradicts itself.

What a print file holds is so told by a process that did not make it, with what browsers open PDFs with. That goes by the total in
the file: each page of it is looked up, and the objects that call themselves a page, which Typst writes openly, must be as many.
Nothing of a page is ever printed.
"""

import re
import sys
from pathlib import Path

from pypdfium2 import PdfDocument

PAGE = re.compile(rb"^\d+ 0 obj\s*<<\s*/Type\s*/Page\b", re.MULTILINE)  # no title or text has a line of its own: see `printable`

if __name__ == "__main__":
    document = PdfDocument(sys.argv[1])
    total = len(document)
    for number in range(total):
        document.get_page_size(number)
    if len(PAGE.findall(Path(sys.argv[1]).read_bytes())) != total:
        sys.exit(1)
    sys.stdout.write(str(total))
