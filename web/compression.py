"""Short answers for slow lines: a page and the style travel compressed.

A page reached by a link repeats nothing from its address, so its length tells a stranger nothing
about the secrets on it.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request

SHORTEST = 1024
_TYPES = {"text/html", "text/css", "text/javascript"}


def set_up(app: Flask) -> None:
    """Compress what the browser is ready to unpack."""

    @app.after_request
    def shorten(response: Response) -> Response:
        if response.mimetype not in _TYPES:
            return response
        response.vary.add("Accept-Encoding")
        if not _is_whole(response) or not request.accept_encodings["gzip"]:
            return response
        response.direct_passthrough = False
        content = response.get_data()
        if len(content) >= SHORTEST:
            pack = _packed_once if request.endpoint == "static" else _packed
            response.set_data(pack(content))
            response.headers["Content-Encoding"] = "gzip"
        return response


def _is_whole(response: Response) -> bool:
    return response.status_code != 206 and "Content-Encoding" not in response.headers


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 5, mtime=0)


@lru_cache(maxsize=16)
def _packed_once(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)
