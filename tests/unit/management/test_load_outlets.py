"""The command that loads outlets: all of a file or nothing of it, and twice is as good as once."""

import pytest
from django.core.management import CommandError, call_command

from statements.models import Domain, Outlet, OutletName, Ownership

pytestmark = pytest.mark.django_db
HEAD = "name,kind,country,language,owner,control,source,domains,other names\n"
POST = "The Post,newspaper,XL,en,Tidewater,independent,https://post.example/about,post.example,Post; Daily Post\n"


@pytest.fixture
def table(tmp_path):
    """A function that writes rows under the head of the table; gives the file."""

    def write(*rows):
        path = tmp_path / "outlets.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return write


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",newspaper,,,,,,,\n", "line 3: no name"),
        ("Echo,gazette,,,,,,,\n", "line 3: kind: .*gazette"),
        ("Echo,,Lorvia,,,,,,\n", "line 3: country: .*2 characters"),
        ("Echo,,,,Tidewater,,https://echo.example,,\n", "line 3: control: "),
        ("Echo,,,,Tidewater,independent,,,\n", "line 3: source: "),
        ("Echo,,,,,private,https://echo.example,,\n", "line 3: control: .*private"),
        ("Echo,,,,,,,https://echo.example/,\n", "line 3: A host is written in lower case"),
        ("Echo,,,,,,,post.example,\n", "line 3: post.example is a domain of The Post"),
        ("Echo,,,,,,,,Daily Post\n", "line 3: 'Daily Post' is a name of The Post"),
        ("Echo,,,,,,,,,a,b\n", "line 3: more cells than columns"),
    ],
)
def test_load_outlets_refuses_a_file_and_loads_none_of_it(table, row, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("load_outlets", table(POST, row))
    assert not Outlet.objects.exists()


@pytest.mark.parametrize("content", ["", HEAD, "name,kind\nThe Post,newspaper\n"])
def test_load_outlets_refuses_a_file_without_its_columns_or_rows(tmp_path, content):
    path = tmp_path / "outlets.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=r"needs the columns name, kind, .* and at least one row"):
        call_command("load_outlets", path)


def test_load_outlets_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_outlets", tmp_path / "outlets.csv")


def test_load_outlets_gives_an_outlet_all_that_its_page_shows(table):
    call_command("load_outlets", table(POST))
    outlet = Outlet.objects.get(name="The Post")
    assert (outlet.kind, outlet.country, outlet.language) == ("newspaper", "XL", "en")
    assert outlet.get_absolute_url()
    assert sorted(outlet.names.values_list("name", flat=True)) == ["Daily Post", "Post"]
    assert Outlet.objects.at_host("www.post.example").get() == outlet
    ownership = outlet.ownerships.get()
    assert (ownership.owner, ownership.control) == ("Tidewater", "independent")
    assert ownership.source == "https://post.example/about"


def test_load_outlets_again_brings_up_to_date_and_takes_nothing_away(table):
    call_command("load_outlets", table(POST))
    before = Outlet.objects.get()
    call_command("load_outlets", table(POST))
    call_command("load_outlets", table("daily post,broadcaster,,,Tidewater,public,,radio.example,\n"))
    after = Outlet.objects.get()
    assert (after.name, after.public_id) == ("The Post", before.public_id)
    assert (after.kind, after.country) == ("broadcaster", "XL")
    assert OutletName.objects.count() == 2
    assert set(Domain.objects.values_list("host", flat=True)) == {"post.example", "radio.example"}
    assert Ownership.objects.get().control == "public"
