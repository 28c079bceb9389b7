"""The headers every answer carries, and what no request may carry."""

from flask import Flask, Response, abort, request

POLICY = "; ".join((
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "font-src 'self'",
    "connect-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
))  # fmt: skip
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), browsing-topics=()",
}


def register(app: Flask, *, secure: bool) -> None:
    """Add the headers to every answer of `app`; `secure` says it is only ever reached over TLS."""

    @app.before_request
    def _refuse_unstorable() -> None:
        texts = [request.path, *request.args, *(v for vs in request.args.listvalues() for v in vs)]
        if any("\x00" in text or any("\ud800" <= c <= "\udfff" for c in text) for text in texts):
            abort(400)

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if secure:
            response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
        if request.endpoint != "static":
            response.headers.setdefault("Cache-Control", "no-store")
        return response
