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


def test_a_service_that_sends_no_cors_headers_shares_nothing(said):
    files = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n"}
    assert said("security.cors", files) == ("yes", "medium", ())


def test_cors_headers_of_the_projects_own_need_a_reader(said):
    files = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\nHEADER = b'access-control-allow-origin'\n"}
    assert said("security.cors", files) == (None, "low", ("app/main.py:4",))


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


DJANGO = """\
    INSTALLED_APPS = ["django.contrib.auth"]
    MIDDLEWARE = [
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        {guard}
    ]
    """
GUARD = '"django.middleware.csrf.CsrfViewMiddleware",'
URLS = "from django.urls import path\n\nurlpatterns = []\n"


def test_csrf_guard_of_django_holds(said):
    files = {"shop/settings.py": DJANGO.format(guard=GUARD), "shop/urls.py": URLS}
    assert said("security.csrf", files) == ("yes", "medium", ("shop/settings.py:5",))


def test_csrf_guard_commented_out_fails(said):
    files = {"shop/settings.py": DJANGO.format(guard=f"# {GUARD}"), "shop/urls.py": URLS}
    assert said("security.csrf", files) == ("no", "medium", ("shop/settings.py:2", "shop/settings.py:4"))


def test_csrf_does_not_apply_to_a_token_in_a_header(said):
    files = {
        "app/main.py": """\
            from fastapi import FastAPI
            from fastapi.security import HTTPBearer

            app = FastAPI()
            bearer = HTTPBearer()
            """
    }
    assert said("security.csrf", files) == ("na", "medium", ("app/main.py:5",))


def test_headers_without_hsts_fail(said):
    files = {"shop/settings.py": DJANGO.format(guard=GUARD), "shop/urls.py": URLS, "README.md": "SECURE_HSTS_SECONDS\n"}
    assert said("security.headers", files) == ("no", "medium", ("shop/settings.py:3",))


def test_headers_with_hsts_of_the_proxy_hold_in_part(said):
    files = {"shop/urls.py": URLS, "nginx/app.conf": "add_header Strict-Transport-Security max-age=31536000;\n"}
    assert said("security.headers", files) == ("partial", "medium", ("nginx/app.conf:1",))


def test_headers_commented_out_in_the_proxy_are_no_evidence(said):
    files = {"shop/urls.py": URLS, "nginx/app.conf": "# add_header Strict-Transport-Security max-age=31536000;\n"}
    assert said("security.headers", files) == ("no", "medium", ())


def test_old_versions_of_tls_fail(said):
    files = {"nginx/app.conf": "ssl_protocols TLSv1 TLSv1.2;\n"}
    assert said("security.encryption-in-transit", files) == ("no", "high", ("nginx/app.conf:1",))


def test_a_certificate_that_is_not_verified_fails(said):
    files = {"app/a.py": "import requests\n\nrequests.get('https://a.example', verify=False)\n"}
    assert said("security.encryption-in-transit", files) == ("no", "medium", ("app/a.py:3",))


def test_a_certificate_that_only_tests_do_not_verify_is_no_evidence(said):
    files = {"tests/test_a.py": "import requests\n\nrequests.get('https://a.example', verify=False)\n"}
    assert said("security.encryption-in-transit", files) == NOTHING


def test_an_api_without_markup_has_no_xss(said):
    files = {"app/main.py": "from fastapi import FastAPI\n\napp = FastAPI()\n", "docs/a.html": "{{ a|safe }}\n"}
    assert said("security.xss", files) == ("na", "medium", ("app/main.py:3",))
