"""What is proposed for Security."""

FASTAPI = """\
    from fastapi import FastAPI
    from fastapi.middleware.cors import CORSMiddleware

    app = FastAPI()
    app.add_middleware(CORSMiddleware, allow_origins={origins}, allow_credentials={credentials})
    """
NOTHING = (None, "low", ())


def test_cors_wildcard_with_credentials_fails(said):
    files = {"app/main.py": FASTAPI.format(origins='["*"]', credentials=True)}
    assert said("security.cors", files) == ("no", "high", ("app/main.py:5",))


def test_cors_wildcard_without_credentials_holds_in_part(said):
    files = {"app/main.py": FASTAPI.format(origins='["*"]', credentials=False)}
    assert said("security.cors", files) == ("partial", "medium", ("app/main.py:5",))


def test_cors_listed_origins_hold(said):
    files = {"app/main.py": FASTAPI.format(origins='["https://app.example.com"]', credentials=True)}
    assert said("security.cors", files) == ("yes", "medium", ("app/main.py:5",))


def test_cors_of_flask_allows_all_unless_told_otherwise(said):
    files = {"app.py": "from flask_cors import CORS\n\nCORS(app, supports_credentials=True)\n"}
    assert said("security.cors", files) == ("no", "high", ("app.py:3",))


def test_cors_of_django_is_read_from_the_settings(said):
    files = {
        "shop/settings.py": """\
            MIDDLEWARE = ["corsheaders.middleware.CorsMiddleware"]
            CORS_ALLOWED_ORIGINS = ["https://shop.example.com"]
            """
    }
    assert said("security.cors", files) == ("yes", "medium", ("shop/settings.py:2",))


def test_cors_settings_without_the_middleware_are_read_by_nobody(said):
    assert said("security.cors", {"shop/settings.py": "CORS_ALLOW_ALL_ORIGINS = True\n"}) == NOTHING


def test_cors_only_in_tests_is_no_evidence(said):
    files = {"tests/test_app.py": FASTAPI.format(origins='["*"]', credentials=True), "app/main.py": ""}
    assert said("security.cors", files) == NOTHING


def test_cors_commented_out_is_no_evidence(said):
    files = {"app/main.py": "# app.add_middleware(CORSMiddleware, allow_origins=['*'])\n", "README.md": "CORS\n"}
    assert said("security.cors", files) == NOTHING


def test_cors_in_a_vendored_copy_is_no_evidence(said):
    files = {"app/vendor/web/main.py": FASTAPI.format(origins='["*"]', credentials=True)}
    assert said("security.cors", files) == NOTHING


def test_cors_of_the_front_end_is_no_evidence(said):
    files = {"frontend/server.js": "app.use(cors({origin: '*', credentials: true}))\n", "app/main.py": ""}
    assert said("security.cors", files) == NOTHING
