"""All that the public can see of an archive, to be compared byte by byte."""

import json
import re
from collections.abc import Callable

from django.test import Client

from statements.citations.documents import facts
from statements.models import (
    Appearance,
    Article,
    FrozenSet,
    Occasion,
    Outlet,
    Quote,
    Refrain,
    Speaker,
    Topic,
)

CITABLE = [Quote, Refrain, Article, Appearance, Speaker, Outlet, Topic, Occasion, FrozenSet]
LISTS = ["/", "/search", "/speakers/", "/outlets/", "/topics/", "/refrains/"]
# The record tells what editors did, also what they undid: it grows, and is no part of the state.
RECORD = re.compile(r"<section[^>]*>\s*<h2>Record</h2>.*?</section>", re.DOTALL)
# Citations name the newest version, whose number grows as well.
NUMBER = re.compile(r"(?<=/v)\d+|(?<=%2Fv)\d+|(?<=[Vv]ersion )\d+|(?<=\"version\": \")\d+")
State = dict[str, tuple[int, str, str]]


def public_addresses() -> list[str]:
    """The address of everything that was ever given a public id, in both forms where there are two."""
    addresses = []
    for model in CITABLE:
        for row in model.objects.filter(public_id__isnull=False):
            url = row.get_absolute_url()
            addresses += [url, f"{url}.json"] if url[1] in "qraw" and url[2] == "/" else [url]
    return addresses


def public_state(client: Client, addresses: list[str] | None = None) -> State:
    """Status, target and content of each address: pages without their record, documents without their number."""
    return {address: _answer(client, address) for address in addresses or [*LISTS, *public_addresses()]}


def _answer(client: Client, address: str) -> tuple[int, str, str]:
    response = client.get(address)
    body: Callable[[], str] = response.content.decode
    if response.headers.get("Content-Type") == "application/json":
        content = json.dumps(facts(json.loads(body())), sort_keys=True)
    else:
        content = NUMBER.sub("", RECORD.sub("", body()))
    return response.status_code, response.headers.get("Location", ""), content
