"""The web server's settings, for `make run` and for production alike.

BIND is the address and port, WEB_WORKERS and WEB_THREADS how many requests are served at once.
"""

import os
from pathlib import Path
from typing import Any

from config.environment import LOCAL

wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
worker_class = "gthread"
# One load for all workers: quicker to start, less memory, and a fault in the settings is said once.
preload_app = True
timeout = 60
# A worker that was still starting may miss its signal: Ctrl-C at once must not wait for it long.
graceful_timeout = 5 if LOCAL else 20
keepalive = 5
loglevel = os.environ.get("WEB_LOG_LEVEL", "warning")
control_socket_disable = True
# A worker's heartbeat must not wait for a slow disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # nosec B108


def when_ready(server: Any) -> None:
    """Load the pages for all workers; drop the connection that loading opened, not to share it."""
    from django.db import connections
    from django.urls import get_resolver

    get_resolver().url_patterns  # noqa: B018  (loads every address and its view)
    connections.close_all()
