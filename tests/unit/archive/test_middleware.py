import gzip

import pytest
from django.contrib.auth import logout
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import override_settings
from django.urls import include, path

from tests.factories import make_editor

EXPECTED = {
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


def fail(request):
    raise RuntimeError("a fault of ours")


def lose_database(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")


def dawdle(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
        cursor.execute("SELECT pg_sleep(5)")


def look_up(request):
    with connection.cursor() as cursor:
        cursor.execute("SELECT %s::text", [request.GET["words"]])
        return HttpResponse(cursor.fetchone()[0])


def who(request):
    if "logout" in request.GET:
        logout(request)
    if "fail" in request.GET:
        raise RuntimeError("a fault of ours")
    return HttpResponse(named())


def named():
    """Whom the history would name for a change by this connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('archive.actor', true)")
        return cursor.fetchone()[0]


urlpatterns = [
    path("who", who),
    path("fail", fail),
    path("lose-database", lose_database),
    path("dawdle", dawdle),
    path("look-up", look_up),
    path("", include("archive.urls")),
]


@pytest.fixture
def visitor(client):
    """A client that sees errors as a browser does, and the failing views above."""
    client.raise_request_exception = False
    with override_settings(ROOT_URLCONF=__name__):
        yield client


def directives(response) -> dict[str, str]:
    pairs = (part.strip().partition(" ") for part in response.headers["Content-Security-Policy"].split(";"))
    return {name: value for name, _, value in pairs}


@pytest.mark.parametrize(
    ("address", "status"), [("/healthz", 200), ("/no-such-page", 404), ("/fail", 500), ("/admin/", 302)]
)
def test_security_headers_on_every_answer(visitor, db, address, status):
    response = visitor.get(address)
    assert response.status_code == status
    assert {name: response.headers[name] for name in EXPECTED} == EXPECTED
    policy = directives(response)
    assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == "'none'"
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == "'self'"


def test_security_headers_on_static_files(client, db):
    response = client.get(staticfiles_storage.url("admin/css/base.css"))
    assert response.status_code == 200
    assert {name: response.headers[name] for name in EXPECTED} == EXPECTED
    assert "Access-Control-Allow-Origin" not in response.headers
    assert response.headers["Cache-Control"] == "max-age=315360000, public, immutable"
    response.close()


def test_security_headers_keep_scripts_of_public_pages_from_making_markup(client, db):
    assert directives(client.get("/healthz"))["require-trusted-types-for"] == "'script'"
    assert "require-trusted-types-for" not in directives(client.get("/admin/login/"))


def test_admin_has_no_inline_script_or_style(admin_client):
    for address in ("/admin/", "/admin/auth/user/", "/admin/auth/user/add/"):
        page = admin_client.get(address).content.decode()
        assert "<script>" not in page
        assert "<style" not in page
        assert " style=" not in page


@pytest.mark.django_db(transaction=True)
def test_database_trouble_is_503_while_the_database_is_away(visitor):
    response = visitor.get("/lose-database")
    connection.close()
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "5"
    assert "not available at the moment" in response.content.decode()
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_database_trouble_is_503_when_a_statement_takes_too_long(visitor, db):
    response = visitor.get("/dawdle")
    assert response.status_code == 503
    assert "too busy" in response.content.decode()


@pytest.mark.django_db(transaction=True)
def test_database_trouble_is_400_for_what_no_text_column_holds(visitor):
    assert visitor.get("/look-up?words=plain").content == b"plain"
    assert visitor.get("/look-up?words=a%00b").status_code == 400
    assert visitor.get("/admin/", headers={"cookie": 'sessionid="longenough\\000"'}).status_code == 400


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_name_editor_for_what_may_change_something(visitor, db, method):
    visitor.force_login(make_editor(username="nerys"))
    assert getattr(visitor, method)("/who").content == b"editor nerys"
    assert named() == "test"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_name_editor_for_nothing_else(visitor, db, method):
    visitor.force_login(make_editor(username="nerys"))
    assert getattr(visitor, method)("/who").content in (b"test", b"")


def test_name_editor_names_nobody_who_is_not_logged_in(visitor, db):
    assert visitor.post("/who").content == b"test"


def test_name_editor_keeps_odd_names_whole(visitor, db):
    visitor.force_login(make_editor(username="n\\'; DROP TABLE x;--"))
    assert visitor.post("/who").content.decode() == "editor n\\'; DROP TABLE x;--"


@pytest.mark.parametrize("query", ["fail", "logout"])
def test_name_editor_takes_the_name_back_whatever_happens(visitor, db, query):
    visitor.force_login(make_editor(username="nerys"))
    visitor.post(f"/who?{query}")
    assert named() == "test"


@pytest.mark.django_db(transaction=True)
def test_name_editor_gives_up_a_connection_that_breaks(visitor):
    visitor.force_login(make_editor(username="nerys"))
    assert visitor.post("/lose-database").status_code == 503
    assert named() == "test"


@pytest.mark.django_db(transaction=True)
def test_name_editor_is_503_while_the_database_is_away(visitor, monkeypatch):
    visitor.force_login(make_editor())
    connection.close()
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", "/nowhere")
        assert visitor.post("/who").status_code == 503


def test_fault_of_ours_is_not_blamed_on_the_database(visitor):
    assert visitor.get("/fail").status_code == 500


@pytest.mark.parametrize(
    "address",
    ["/%00", "/healthz?%00=%00", "/healthz?a=%ff%fe%ed%a0%80", "/admin/%00/", "/admin/login/?next=%00"],
)
def test_odd_bytes_in_an_address_are_no_fault_of_ours(visitor, db, address):
    assert visitor.get(address).status_code < 500


@pytest.mark.django_db
def test_pages_are_packed_for_who_can_unpack_them_and_not_sent_twice(client):
    plain = client.get("/about")
    packed = client.get("/about", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content
    assert len(packed.content) < len(plain.content) / 2
    assert "Accept-Encoding" in packed["Vary"]
    again = {"Accept-Encoding": "gzip", "If-None-Match": packed["ETag"]}
    assert client.get("/about", headers=again).status_code == 304
