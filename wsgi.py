"""What a WSGI server serves."""

from tracker import create_app

app = create_app()
