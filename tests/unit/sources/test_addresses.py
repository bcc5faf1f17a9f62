"""One address for one page."""

import pytest

from statements.sources import canonical_url, host_of


@pytest.mark.parametrize(
    "url",
    [
        "",
        "post.example/page",
        "ftp://post.example/page",
        "https://",
        "https://post.example:99999/",
        "https://[::1",
        "https://post.example/a b",
        "https://post.example/\x00",
        "javascript:alert(1)",
        "https://a_b.example/",
        "https://-/",
        "https://[::1]/page",
        "https://" + "a." * 200 + "example/",
        "https://" + "ж" * 100 + ".example/",
    ],
)
def test_canonical_url_refuses_what_is_no_web_address(url):
    with pytest.raises(ValueError, match="no web address"):
        canonical_url(url)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://post.example/page", "https://post.example/page/"),
        ("https://post.example/page", "https://www.post.example/page"),
        ("https://post.example/?id=1", "https://post.example/?id=2"),
        ("https://post.example/Page", "https://post.example/page"),
        ("https://post.example:8443/page", "https://post.example/page"),
    ],
)
def test_canonical_url_keeps_different_pages_apart(one, other):
    assert canonical_url(one) != canonical_url(other)


@pytest.mark.parametrize(
    "url",
    [
        "http://post.example/page?id=7",
        "https://POST.example/page?id=7#comments",
        " https://post.example:443/page?id=7&utm_source=feed&fbclid=x ",
        "https://post.example./page?id=7",
    ],
)
def test_canonical_url_is_one_for_one_page(url):
    assert canonical_url(url) == "https://post.example/page?id=7"


def test_host_of_leaves_www_out():
    assert host_of("https://www.Post.example/page") == "post.example"


def test_host_of_writes_other_scripts_in_ascii():
    assert host_of("https://почта.example/") == "xn--80a1acny.example"
