"""How the web process runs. The number of workers is WEB_CONCURRENCY, the address --bind."""

bind = "0.0.0.0:8000"
# Threads, so that a browser's idle connections hold no worker.
worker_class = "gthread"
threads = 4
timeout = 60
graceful_timeout = 20
max_requests = 5000
max_requests_jitter = 500
control_socket_disable = True
