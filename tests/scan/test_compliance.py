"""What is proposed for Compliance & Standards."""

import pytest

APP = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n"}


def test_no_trace_of_health_data_makes_hipaa_not_applicable(said):
    assert said("compliance.hipaa", APP) == ("na", "medium", ())


def test_a_class_of_patients_leaves_hipaa_open(said):
    assert said("compliance.hipaa", APP | {"app/models.py": "class Patient:\n    pass\n"}) == (
        None,
        "low",
        ("app/models.py:1",),
    )


@pytest.mark.parametrize("path", ["tests/test_models.py", "frontend/models.js", "app/vendor/models.py"])
def test_patients_elsewhere_are_no_health_data(said, path):
    assert said("compliance.hipaa", APP | {path: "class Patient:\n    pass\n"}) == ("na", "medium", ())


def test_a_period_and_a_job_hold_in_part(said):
    files = APP | {"app/jobs.py": "LOG_RETENTION_DAYS = 30\n\ndef purge_logs():\n    pass\n"}
    assert said("compliance.data-retention", files) == ("partial", "medium", ("app/jobs.py:1", "app/jobs.py:3"))


def test_a_period_that_is_commented_out_is_none(said):
    files = APP | {"app/jobs.py": "# LOG_RETENTION_DAYS = 30\n"}
    assert said("compliance.data-retention", files) == ("no", "medium", ())


def test_a_history_of_models_is_a_trail(said):
    files = APP | {"app/models.py": "from simple_history.models import HistoricalRecords\n\nh = HistoricalRecords()\n"}
    assert said("compliance.audit-trails", files)[:2] == ("partial", "medium")


def test_a_history_that_is_declared_and_unused_is_none(said):
    files = APP | {"requirements.txt": "django-simple-history==3.8\n"}
    assert said("compliance.audit-trails", files) == ("no", "low", ())


def test_personal_data_in_error_events_is_shown(said):
    files = APP | {"app/errors.py": "import sentry_sdk\n\nsentry_sdk.init(dsn, send_default_pii=True)\n"}
    assert said("compliance.privacy", files) == (None, "low", ("app/errors.py:3",))


def test_a_record_of_events_may_be_a_trail(said):
    files = APP | {"app/models.py": "class AccountEvent:\n    pass\n"}
    assert said("compliance.audit-trails", files) == (None, "low", ("app/models.py:1",))


def test_entries_of_body_weight_are_health_data(said):
    files = APP | {"app/models.py": "class WeightEntry:\n    pass\n"}
    assert said("compliance.hipaa", files) == (None, "low", ("app/models.py:1",))
