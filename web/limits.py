"""How often one address may knock; counted in memory, forgotten at a restart."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from web.settings import Settings

limiter = Limiter(get_remote_address, storage_uri="memory://")

GUESSING = "10 per minute; 60 per hour"
"""For passwords, codes and links: enough for shaking fingers, useless for guessing."""


def set_up(app: Flask, settings: Settings) -> None:
    """Start counting; behind a proxy the address is the one that the proxy tells."""
    app.config.setdefault("RATELIMIT_HEADERS_ENABLED", False)
    limiter.init_app(app)
    if settings.behind_proxy:
        from werkzeug.middleware.proxy_fix import ProxyFix

        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
