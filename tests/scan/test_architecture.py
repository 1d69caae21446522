"""What is proposed for System Architecture."""

import pytest

APP = "from fastapi import FastAPI\n\napp = FastAPI()\n"
DJANGO = "from django.conf import settings\n\nsettings\n"


def project(*packages: str) -> dict[str, str]:
    return {"pyproject.toml": f'[project]\nname = "shop"\ndependencies = {list(packages)!r}\n'}


def test_a_blocking_call_in_async_def_is_no(said):
    body = f"{APP}\nimport time\n\nasync def f():\n    time.sleep(1)\n"
    assert said("architecture.async-patterns", {"app.py": body}) == ("no", "medium", ("app.py:8",))


def test_a_blocking_call_in_def_or_in_a_comment_is_none(said):
    body = f"{APP}\nimport time\n\ndef f():\n    time.sleep(1)\n\nasync def g():\n    # time.sleep(1)\n    pass\n"
    assert said("architecture.async-patterns", {"app.py": body}) == ("partial", "medium", ("app.py:10",))


def test_without_async_def_the_item_does_not_apply(said):
    files = {"app.py": APP, "tests/test_a.py": "async def test_a():\n    pass\n"}
    assert said("architecture.async-patterns", files) == ("na", "high", ())


def test_a_series_without_security_fixes_is_no(said):
    files = project("django==3.2.1") | {"shop/views.py": DJANGO}
    assert said("architecture.framework-choice", files) == ("no", "medium", ("pyproject.toml:3",))


def test_a_framework_whose_reasons_are_unwritten_holds_in_part(said):
    files = project("fastapi>=0.120") | {"app.py": APP, "README.md": "We chose FastAPI.\n"}
    assert said("architecture.framework-choice", files) == ("partial", "medium", ("pyproject.toml:3",))


def test_a_framework_that_is_declared_and_unused_says_nothing(said):
    assert said("architecture.framework-choice", project("django==3.2.1") | {"app.py": "x = 1\n"}) is None


def test_a_bot_without_a_check_of_imports_manages_in_part(said):
    files = project("fastapi") | {"app.py": APP, "renovate.json": "{}"}
    status = ("partial", "medium", ("pyproject.toml:3", "renovate.json:1"))
    assert said("architecture.dependency-management", files) == status


def test_imports_that_nothing_declares_are_no(said):
    assert said("architecture.dependency-management", {"app.py": APP}) == ("no", "high", ("app.py:1",))


def test_a_process_that_talks_to_nobody_needs_no_pattern(said):
    files = {"app.py": APP, "tests/test_a.py": "import requests\nrequests.get('x')\n"}
    assert said("architecture.communication", files) == ("na", "medium", ("app.py:3",))


def test_a_client_of_another_service_leaves_communication_open(said):
    body = f"import httpx\n{APP}\nhttpx.get('x')\n"
    assert said("architecture.communication", {"app.py": body})[0] is None


@pytest.mark.parametrize(("later", "status"), [("notify.delay()", "partial"), ("os.remove(path)", None)])
def test_messages_after_the_commit_are_sent_and_no_other_work(said, later, status):
    body = "import celery\nfrom django.db import transaction\n\nq = celery.Celery()\n"
    files = {"manage.py": DJANGO, "app.py": f"{body}transaction.on_commit(lambda: {later})\n"}
    assert said("architecture.communication", files)[0] == status


def test_models_across_django_apps_cross_boundaries(said):
    taken = "".join(f"from orders.models import M{n}\n" for n in range(5))
    files = {
        "manage.py": DJANGO,
        "orders/__init__.py": "",
        "orders/models.py": "x = 1\n",
        "bills/__init__.py": "",
        "bills/models.py": f"from django.db import models\n{taken}",
    }
    places = tuple(f"bills/models.py:{n}" for n in range(2, 7))
    assert said("architecture.service-boundaries", files) == ("no", "medium", places)
