"""What a WSGI server serves."""

import gc

gc.disable()  # what is imported stays as long as the process: looking through it again and again finds nothing

from tracker import create_app  # noqa: E402 - the collector rests before the imports

app = create_app()
gc.freeze()
gc.enable()
