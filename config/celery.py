"""Celery's application: a task is a doorbell, the row it works on is the truth, and it may run twice."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")

app = Celery("huanjie")
app.config_from_object("django.conf:settings", namespace="CELERY")
# Where redis-py and Django write unix:, Celery's transport writes redis+socket:.
app.conf.update(broker_url=app.conf.broker_url.replace("unix://", "redis+socket://", 1))
app.autodiscover_tasks()
