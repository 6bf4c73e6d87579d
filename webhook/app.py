"""The Flask application: routes, sizes, errors. Started by gunicorn (see `webhook/gunicorn.py`)."""

from __future__ import annotations

import logging

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from werkzeug.exceptions import HTTPException

from core.base import bell, telemetry
from core.base.settings import settings
from webhook import health, mercadopago, passes, pay_door, reviews, whatsapp
from webhook.api import problems
from webhook.api import routes as api
from webhook.keeper import Keeper

log = logging.getLogger(__name__)
LARGEST_BODY = 3 * 1024 * 1024
ABOUT = "What is free, what it costs, and booking it: for a hotel's own website and scripts."


def create_app() -> Flask:
    config = settings()
    telemetry.start_logging(config.log_level)
    app = _described()
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    ringer = bell.Ringer()
    keeper = Keeper(ringer)
    app.register_blueprint(whatsapp.routes(config, keeper))
    app.register_blueprint(mercadopago.routes(config, ringer))
    app.register_blueprint(health.routes(config))
    app.register_blueprint(passes.routes(config))
    app.register_blueprint(reviews.routes())
    app.register_blueprint(pay_door.routes())
    app.register_api(api.routes(config))
    app.register_error_handler(HTTPException, _say_it_plainly)
    app.register_error_handler(Exception, _hide_the_rest)
    return app


def _described() -> OpenAPI:
    """A Flask application that writes down what its API takes and tells. Pages that need the internet are left out."""
    return OpenAPI(
        "webhook",
        static_folder=None,
        doc_ui=False,
        info=Info(title="Conserje: API for your website", version="1", description=ABOUT),
        security_schemes={"key": {"type": "http", "scheme": "bearer"}},
        validation_error_model=problems.Problem,
        validation_error_callback=problems.of_validation,
    )


def _say_it_plainly(problem: HTTPException) -> ResponseReturnValue:
    if request.path.startswith("/api/"):
        return problems.of_http(problem)
    return {"error": problem.name}, problem.code or 500


def _hide_the_rest(problem: Exception) -> ResponseReturnValue:
    """Nothing of our insides goes out; the sender comes again."""
    log.exception("webhook.failed", exc_info=problem)
    if request.path.startswith("/api/"):
        return problems.Wrong("failed").answer()
    return {"error": "Internal Server Error"}, 500


app = create_app()
