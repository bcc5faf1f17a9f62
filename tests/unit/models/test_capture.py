import pytest
from django.utils.timezone import now

from statements.models import Capture
from tests.factories import make_article


def capture(article, content=b"<p>Low tide.</p>", **fields):
    return article.captures.create(
        captured_at=now(), media_type="text/html", **Capture.pack(content), **fields
    )


def test_capture_once_per_content(refused):
    article = make_article()
    capture(article)
    capture(article, b"<p>High tide.</p>")
    capture(make_article())
    with refused("capture_once_per_content"):
        capture(article)


@pytest.mark.parametrize("status", [0, 99, 600])
def test_capture_status_is_http(refused, status):
    with refused("capture_status_is_http"):
        capture(make_article(), status=status)


@pytest.mark.parametrize(
    "content", [b"", b"\x00\xff", "“Ebb”".encode() * 1000], ids=["empty", "binary", "long"]
)
def test_content_gives_back_the_bytes(content):
    kept = capture(make_article(), content)
    kept.refresh_from_db()
    assert kept.content() == content
    assert len(kept.body) < len(content) + 20
