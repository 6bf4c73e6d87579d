"""How gunicorn serves the receiver: greenlets, so that slow clients hold nobody up."""

from gevent import monkey

monkey.patch_all()  # before anything else is read: whatever is read here is shared by all that are forked

from core.base.settings import settings  # noqa: E402

_config = settings()
bind = f"{_config.bind_address}:{_config.webhook_port}"
workers = _config.webhook_workers
worker_class = "gevent"
worker_connections = 1000
# A client that sends its headers drop by drop is cut off.
timeout = 30
graceful_timeout = 5
keepalive = 30
max_requests = 200_000
max_requests_jitter = 20_000
accesslog = None
errorlog = "-"
loglevel = "warning"
preload_app = True


def post_worker_init(_worker: object) -> None:
    """Threads do not outlive a fork: each worker beats for itself."""
    from webhook import ears  # reads the stores' code, which the master reads with the application

    ears.start()
