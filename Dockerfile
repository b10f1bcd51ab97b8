FROM python:3.12-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 \
    DJANGO_SETTINGS_MODULE=config.settings.production

RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-noto-cjk fonts-hanazono \
    && rm -rf /var/lib/apt/lists/* \
    && fc-cache --system-only \
    && useradd --system --uid 10001 --no-create-home --home-dir /nonexistent huanjie

WORKDIR /app
COPY requirements/base.txt requirements/
RUN pip install --no-deps --require-hashes --requirement requirements/base.txt
COPY . .
# Only to gather the static files: no secret is kept in the image.
RUN SECRET_KEY=build SEALING_KEY=build ALLOWED_HOSTS=build PUBLIC_URL=https://build \
    DATABASE_URL=postgresql://build/build REDIS_URL=redis://build \
    python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q -j 0 .

USER huanjie
EXPOSE 8000
CMD ["gunicorn", "--config", "config/gunicorn.py", "config.wsgi"]
