"""The Flask application: routes, sizes, errors. Started by gunicorn (see `webhook/gunicorn.py`)."""

from __future__ import annotations

import logging

from flask import Flask
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException

from core.base import bell, telemetry
from core.base.settings import settings
from webhook import health, mercadopago, passes, whatsapp
from webhook.keeper import Keeper

log = logging.getLogger(__name__)
LARGEST_BODY = 3 * 1024 * 1024


def create_app() -> Flask:
    config = settings()
    telemetry.start_logging(config.log_level)
    app = Flask("webhook", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    ringer = bell.Ringer()
    keeper = Keeper(ringer)
    app.register_blueprint(whatsapp.routes(config, keeper))
    app.register_blueprint(mercadopago.routes(config, ringer))
    app.register_blueprint(health.routes(config))
    app.register_blueprint(passes.routes(config))
    app.register_error_handler(HTTPException, _say_it_plainly)
    app.register_error_handler(Exception, _hide_the_rest)
    return app


def _say_it_plainly(problem: HTTPException) -> ResponseReturnValue:
    return {"error": problem.name}, problem.code or 500


def _hide_the_rest(problem: Exception) -> ResponseReturnValue:
    """Nothing of our insides goes out; the sender comes again."""
    log.exception("webhook.failed", exc_info=problem)
    return {"error": "Internal Server Error"}, 500


app = create_app()
