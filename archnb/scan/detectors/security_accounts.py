"""Security of accounts: how people sign in, how passwords are kept, what stops guessing."""

from __future__ import annotations

from archnb.scan.outgoing import own_limits
from archnb.scan.proposal import Placed, Verdict, no, partial, unknown, yes
from archnb.scan.registry import detects
from archnb.scan.repository import Repository

_DJANGO_HASHERS = "django.contrib.auth.hashers"
_STRONG = ("Argon2PasswordHasher", "ScryptPasswordHasher", "BCryptSHA256PasswordHasher", "BCryptPasswordHasher")
_LIMITERS = ("slowapi", "flask_limiter", "fastapi_limiter", "django_ratelimit", "ratelimit", "axes", "defender")


@detects("security.authentication")
def authentication(repo: Repository) -> Verdict | None:
    """Expect sessions on the server, or tokens whose signature, algorithm, issuer and audience are checked."""
    decoded = repo.code.calls("jwt.decode", "jose.jwt.decode")
    fixed = [c for c in decoded if c.get("algorithms") is not None or len(c.args) > 2]
    if sessions := repo.code.names("django.contrib.sessions.middleware.SessionMiddleware"):
        second = repo.code.uses("django_otp", "pyotp", "allauth.mfa", "two_factor", "webauthn", "fido2")
        known = (
            "a second factor exists, whether it is required is not to be seen" if second else "no second factor found"
        )
        return partial(f"Django's sessions get a new id at login and expire; {known}.", sessions[:1], second[:3])
    if fixed:
        bound = [c for c in fixed if c.get("audience") is not None and c.get("issuer") is not None]
        known = "audience and issuer too; ask for lifetimes" if bound else "but not both audience and issuer"
        return partial(f"Tokens are checked for signature and a named algorithm, {known}.", bound or fixed)
    if login := repo.code.calls("flask_login.login_user"):
        return partial("Sessions are signed cookies, which stay valid after logout when replayed.", login)
    return None


@detects("security.password-hashing")
def password_hashing(repo: Repository) -> Verdict | None:
    """Expect Argon2id, scrypt or bcrypt, renewed at login; Django's default is PBKDF2."""
    if chosen := repo.code.assigned("PASSWORD_HASHERS"):
        # What stands first counts, and it may be Django's own list, unpacked.
        listed = chosen[0].value.items
        first = str(listed[0].constant if listed else "").rpartition(".")[2]
        if first in _STRONG:
            return yes(
                f"New passwords get {first}, and Django renews old hashes at login.", chosen[:1], confidence="high"
            )
        if first in ("MD5PasswordHasher", "SHA1PasswordHasher", "UnsaltedMD5PasswordHasher"):
            return no(f"New passwords get {first}, which is fast.", chosen[:1])
    if repo.code.names("django.contrib.auth", "django.contrib.auth.middleware.AuthenticationMiddleware"):
        used = chosen[:1] or repo.code.names("django.contrib.auth")[:1]
        return partial("Django's hasher is PBKDF2, slow and salted, but short of Argon2id, scrypt or bcrypt.", used)
    hashed: list[Placed] = [
        *repo.code.calls("passlib.context.CryptContext", "passlib.apps.*", "pwdlib.PasswordHash", "pwdlib.*"),
        *repo.code.calls("bcrypt.hashpw", "argon2.PasswordHasher", "argon2.*", "flask_bcrypt.*"),
        *repo.code.references("passlib.hash.*", "passlib.apps.custom_app_context"),
    ]
    if hashed:
        if renewed := repo.code.calls("*.verify_and_update", "*.check_needs_rehash"):
            return yes("A slow, salted hash, renewed at login when its settings rise.", hashed, renewed)
        return partial("A slow, salted hash; nothing renews old ones at login.", hashed)
    if werkzeug := repo.code.calls("werkzeug.security.generate_password_hash"):
        return partial("Werkzeug's hash is slow and salted; nothing renews old ones at login.", werkzeug)
    return None


@detects("security.rate-limiting")
def rate_limiting(repo: Repository) -> Verdict | None:
    """Expect a limit for login and the like; it would stand in the code or in a proxy's file."""
    if not repo.frameworks:
        return None
    limits: list[Placed] = [
        *repo.code.uses(*_LIMITERS),
        *repo.code.names("axes", "defender", "allauth.account"),
        *repo.code.assigned("DEFAULT_THROTTLE_CLASSES", "ACCOUNT_RATE_LIMITS"),
        *repo.search(r"^[^#]*(limit_req|ratelimit\.average|rate_limit)\b", "*.conf", "*nginx*", "*compose*.y*ml"),
    ]
    if limits:
        return partial(
            "Something limits attempts; read which routes, by account or source, with shared counters.", limits
        )
    if named := own_limits(repo):
        return unknown("The project has limits of its own; read whether login is among what they cover.", named)
    if logins := [
        f for f in repo.code.functions() if f.name.lower().rpartition(".")[2] in ("login", "login_access_token")
    ]:
        return no("Neither the code nor a proxy's file here limits tries at login.", logins)
    return unknown("No limit on attempts was found; a gateway outside may set one.")
