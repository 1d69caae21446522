"""What is proposed for Security, about accounts."""

MIDDLEWARE = 'MIDDLEWARE = ["django.contrib.sessions.middleware.SessionMiddleware"]\n'
LOGIN = """\
    from fastapi import FastAPI

    app = FastAPI()

    @app.post("/login")
    def login(): ...
    """


def test_sessions_of_django_hold_in_part(said):
    assert said("security.authentication", {"shop/settings.py": MIDDLEWARE}) == (
        "partial",
        "medium",
        ("shop/settings.py:1",),
    )


def test_tokens_with_a_named_algorithm_hold_in_part(said):
    files = {"app/a.py": "import jwt\n\njwt.decode('t', 'k', algorithms=['HS256'])\n"}
    assert said("security.authentication", files) == ("partial", "medium", ("app/a.py:3",))


def test_tokens_decoded_only_in_tests_are_no_evidence(said):
    files = {"tests/test_a.py": "import jwt\n\njwt.decode('t', 'k', algorithms=['HS256'])\n"}
    assert said("security.authentication", files) is None


def test_a_strong_hasher_that_stands_first_holds(said):
    files = {"shop/settings.py": 'PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]\n'}
    assert said("security.password-hashing", files) == ("yes", "high", ("shop/settings.py:1",))


def test_the_hasher_of_django_by_default_holds_in_part(said):
    files = {"shop/settings.py": 'INSTALLED_APPS = ["django.contrib.auth"]\n', "README.md": "argon2\n"}
    assert said("security.password-hashing", files) == ("partial", "medium", ("shop/settings.py:1",))


def test_a_hasher_that_is_only_declared_is_no_evidence(said):
    assert said("security.password-hashing", {"requirements.txt": "bcrypt==4.0\n", "app/a.py": ""}) is None


def test_login_without_a_limit_fails(said):
    assert said("security.rate-limiting", {"app/main.py": LOGIN}) == ("no", "medium", ("app/main.py:6",))


def test_a_limit_of_the_proxy_holds_in_part(said):
    files = {"app/main.py": LOGIN, "nginx/app.conf": "limit_req zone=login;\n"}
    assert said("security.rate-limiting", files) == ("partial", "medium", ("nginx/app.conf:1",))


def test_a_strong_hasher_behind_the_list_of_django_is_not_the_first(said):
    files = {
        "shop/settings.py": """\
            from django.conf import global_settings

            INSTALLED_APPS = ["django.contrib.auth"]
            PASSWORD_HASHERS = [
                *global_settings.PASSWORD_HASHERS,
                "django.contrib.auth.hashers.BCryptPasswordHasher",
            ]
            """
    }
    assert said("security.password-hashing", files) == ("partial", "medium", ("shop/settings.py:4",))
