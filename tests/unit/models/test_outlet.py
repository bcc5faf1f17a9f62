import pytest

from statements.models import Outlet
from tests.factories import make_outlet


def test_outlet_has_a_name(refused):
    outlet = make_outlet()
    outlet.name = ""
    with refused("outlet_has_a_name"):
        outlet.save()


def test_outlet_name_unique(refused):
    with refused("outlet_name"):
        Outlet.objects.create(name=make_outlet().name, slug="other")


def test_outlet_name_once(refused):
    outlet = make_outlet(name="The Skerry Echo")
    with refused("outlet_name_once"):
        outlet.names.create(name="The Skerry Echo")


def test_domain_host_unique(refused):
    make_outlet(host="echo.example")
    with refused("domain_host"):
        make_outlet().domains.create(host="echo.example")


@pytest.mark.parametrize(
    "host", ["https://echo.example", "Echo.example", "echo.example/news", "echo.example.", ""]
)
def test_domain_host_form(refused, host):
    with refused("domain_host_form"):
        make_outlet().domains.create(host=host)


def test_ownership_has_a_source(refused):
    with refused("ownership_has_a_source"):
        make_outlet().ownerships.create(control="public", source="")


@pytest.mark.parametrize("host", ["echo.example.evil.test", "notecho.example", "example", ""])
def test_at_host_of_others(host):
    make_outlet(host="echo.example")
    assert not Outlet.objects.at_host(host)


@pytest.mark.parametrize(
    "host", ["echo.example", "www.echo.example", "WWW.Echo.Example", "a.b.echo.example."]
)
def test_at_host_finds_domain_and_what_is_below_it(host):
    outlet = make_outlet(host="echo.example")
    assert Outlet.objects.at_host(host).get() == outlet


def test_named_now_or_once():
    outlet = make_outlet(name="The Skerry Echo")
    outlet.names.create(name="Skerry Gazette")
    make_outlet(name="Echo")
    assert Outlet.objects.named("the skerry echo").get() == outlet
    assert Outlet.objects.named("SKERRY GAZETTE").get() == outlet
    assert not Outlet.objects.named("Gazette")


def test_outlet_merged_into_another(refused):
    outlet = make_outlet()
    outlet.merged_into = outlet
    with refused("outlet_merged_into_another"):
        outlet.save()
