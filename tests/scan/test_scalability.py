"""What is proposed for Scalability & Performance."""

import pytest

APP = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n"}
CELERY = "from celery import Celery\n\nqueue = Celery('shop')\n"


def test_a_queue_without_late_acknowledgement_holds_in_part(said):
    assert said("scalability.job-queue", APP | {"app/queue.py": CELERY})[:2] == ("partial", "medium")


def test_a_queue_that_is_declared_and_unused_is_none(said):
    files = APP | {"requirements.txt": "celery==5.5\n"}
    assert said("scalability.job-queue", files) == ("na", "medium", ())


def test_a_thread_of_the_web_process_is_no_queue(said):
    files = APP | {"app/mail.py": "import threading\n\nthreading.Thread(target=print).start()\n"}
    assert said("scalability.job-queue", files) == ("no", "medium", ("app/mail.py:3",))


def test_a_queue_used_only_in_tests_is_none(said):
    assert said("scalability.async-long-tasks", APP | {"tests/test_queue.py": CELERY}) is None


def test_an_engine_without_a_size_was_chosen_by_nobody(said):
    files = APP | {"app/db.py": "from sqlalchemy import create_engine\n\nengine = create_engine(url)\n"}
    assert said("scalability.connection-pooling", files) == ("no", "medium", ("app/db.py:3",))


def test_a_size_of_the_pool_holds_in_part(said):
    files = APP | {"app/db.py": "from sqlalchemy import create_engine\n\nengine = create_engine(url, pool_size=5)\n"}
    assert said("scalability.connection-pooling", files) == ("partial", "medium", ("app/db.py:3",))


def test_gunicorn_in_the_image_holds_in_part(said):
    files = APP | {"Dockerfile": 'FROM python\nCMD ["gunicorn", "app.main:app"]\n'}
    assert said("scalability.asgi-server", files) == ("partial", "medium", ("Dockerfile:2",))


def test_a_development_server_in_the_image_fails(said):
    files = APP | {"Dockerfile": "FROM python\n# CMD gunicorn app\nCMD python manage.py runserver\n"}
    assert said("scalability.asgi-server", files) == ("no", "medium", ("Dockerfile:3",))


def test_deployments_of_fixed_size_do_not_scale(said):
    files = {"deploy/web.yaml": "apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: 2}\n"}
    assert said("scalability.auto-scaling", files) == ("no", "medium", ("deploy/web.yaml:2",))


def test_traces_of_requests_measure_latency(said):
    files = APP | {"app/errors.py": "import sentry_sdk\n\nsentry_sdk.init(dsn, traces_sample_rate=0.1)\n"}
    assert said("scalability.performance-monitoring", files) == ("partial", "medium", ("app/errors.py:3",))


def test_errors_alone_are_no_latency(said):
    files = APP | {"app/errors.py": "import sentry_sdk\n\nsentry_sdk.init(dsn)\n"}
    assert said("scalability.performance-monitoring", files) == ("no", "medium", ())


def test_a_load_test_in_words_only_is_none(said):
    assert said("scalability.load-testing", APP | {"README.md": "We use locust.\n"}) == ("no", "medium", ())


def test_a_timer_of_the_project_may_measure_latency(said):
    files = APP | {"app/metrics.py": "from app.metric import provider\n\nprovider.timer('call.elapsed', 3)\n"}
    assert said("scalability.performance-monitoring", files) == (None, "low", ("app/metrics.py:3",))


def test_commands_that_look_for_work_leave_the_queue_open(said):
    text = "import time\n\nwhile True:\n    time.sleep(1)\n"
    files = APP | {"app/management/commands/send.py": text}
    evidence = ("app/management/commands/send.py:4",)
    assert said("scalability.job-queue", files) == (None, "low", evidence)


@pytest.mark.parametrize(("age", "confidence"), [("env('AGE', 0)", "low"), ("env('AGE', 60)", "medium")])
def test_a_connection_for_each_request_is_hardly_a_pool(said, age, confidence):
    files = APP | {"app/settings.py": f"DATABASES = {{'default': {{'CONN_MAX_AGE': {age}}}}}\n"}
    assert said("scalability.connection-pooling", files)[:2] == ("partial", confidence)
