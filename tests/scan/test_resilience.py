"""What is proposed for Resilience."""

import pytest

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
CALL = "import requests\n\nrequests.get('https://example.com'{more})\n"


def app(path: str, text: str) -> dict[str, str]:
    return {"app/main.py": APP, path: text}


def test_a_bare_retry_of_tenacity_never_ends(said):
    files = app("app/pay.py", "import tenacity\n\n@tenacity.retry()\ndef pay():\n    pass\n")
    assert said("resilience.retries", files) == ("no", "high", ("app/pay.py:4",))


def test_calls_without_any_retry_fail(said):
    files = app("app/pay.py", CALL.format(more=""))
    assert said("resilience.retries", files) == ("no", "medium", ("app/pay.py:3",))


@pytest.mark.parametrize("path", ["tests/test_pay.py", "app/vendor/pay.py", "docs/pay.py"])
def test_calls_that_are_no_production_code_need_no_retry(said, path):
    assert said("resilience.retries", app(path, CALL.format(more=""))) == ("na", "medium", ())


def test_a_breaker_that_is_used_holds_in_part(said):
    text = "from circuitbreaker import circuit\n\n@circuit\ndef pay():\n    pass\n"
    assert said("resilience.circuit-breakers", app("app/pay.py", text))[0] == "partial"


def test_a_breaker_that_is_declared_and_unused_is_none(said):
    files = app("app/pay.py", CALL.format(more="")) | {"requirements.txt": "pybreaker==1.0\nrequests==2.32\n"}
    assert said("resilience.circuit-breakers", files) == ("no", "medium", ("app/pay.py:3",))


def test_requests_without_a_timeout_waits_for_ever(said):
    files = app("app/pay.py", CALL.format(more=""))
    assert said("resilience.timeouts", files) == ("no", "medium", ("app/pay.py:3",))


def test_a_timeout_on_each_call_holds_in_part(said):
    files = app("app/pay.py", CALL.format(more=", timeout=5"))
    assert said("resilience.timeouts", files) == ("partial", "medium", ("app/pay.py:3",))


def test_options_passed_on_may_hold_the_timeout(said):
    files = app("app/pay.py", CALL.format(more=", **options"))
    assert said("resilience.timeouts", files)[0] is None


def test_celery_drops_what_failed_for_good(said):
    text = "from celery import Celery\n\nqueue = Celery('shop')\n"
    assert said("resilience.dead-letter-queues", app("app/queue.py", text))[:2] == ("no", "medium")


def test_without_any_job_there_is_nothing_to_keep(said):
    assert said("resilience.dead-letter-queues", {"app/main.py": APP}) == ("na", "high", ())


def test_a_limit_of_the_proxy_is_a_cap(said):
    files = {"app/main.py": APP, "nginx.conf": "# limit_req zone=a;\nlimit_req zone=a burst=5;\n"}
    assert said("resilience.rate-limiting", files) == ("partial", "medium", ("nginx.conf:2",))


def test_a_failure_that_everybody_swallows_holds_in_part(said):
    files = app("app/pay.py", "try:\n    pay()\nexcept Exception:\n    pass\n")
    assert said("resilience.error-handling", files) == ("partial", "medium", ("app/pay.py:3",))


def test_a_job_without_a_timeout_holds_in_part(said):
    files = app("app/jobs.py", CALL.format(more=""))
    assert said("resilience.timeouts", files) == ("partial", "medium", ("app/jobs.py:3",))


def test_samples_of_a_hidden_tool_are_no_production_code(said):
    assert said("resilience.timeouts", app(".semgrep/rule.py", CALL.format(more=""))) == (None, "low", ())


def test_a_probe_of_the_container_without_a_timeout_keeps_no_user_waiting(said):
    files = app("docker/alive.py", CALL.format(more="")) | {"Dockerfile": "FROM python\nHEALTHCHECK CMD ./alive.py\n"}
    assert said("resilience.timeouts", files) == ("partial", "medium", ("docker/alive.py:3",))


def test_limits_of_the_projects_own_leave_a_cap_open(said):
    files = app("app/limits.py", "class TokenBucket:\n    def authorize(self):\n        pass\n")
    assert said("resilience.rate-limiting", files) == (None, "low", ("app/limits.py:2",))


POLLER = "import threading\nimport time\n\nthreading.Thread(target=print).start()\nwhile True:\n    time.sleep(1)\n"


def test_a_command_that_looks_for_work_is_a_process_of_its_own(said):
    files = app("app/management/commands/send.py", POLLER)
    assert said("resilience.bulkheads", files) == ("partial", "low", ("app/management/commands/send.py:6",))
    assert said("resilience.dead-letter-queues", files) == (None, "low", ("app/management/commands/send.py:6",))


def test_a_wait_in_the_web_process_is_no_worker(said):
    assert said("resilience.dead-letter-queues", app("app/send.py", POLLER)) == ("no", "low", ("app/send.py:4",))


@pytest.mark.parametrize(("path", "confidence"), [("app/views.py", "high"), ("app/sync.py", "medium")])
def test_calls_near_users_without_a_timeout_settle_it(said, path, confidence):
    files = app(path, "import requests\n\n" + "requests.get('https://example.com')\n" * 3)
    assert said("resilience.timeouts", files)[:2] == ("no", confidence)
