"""The command that loads subject headings: all of a file or nothing of it."""

import pytest
from django.core.management import CommandError, call_command

from statements.models import Topic
from tests.factories import make_quote

pytestmark = pytest.mark.django_db
HEAD = "name,broader,description,terms\n"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ("", "needs the columns"),
        ("name,terms\nSea,sea\n", "needs the columns"),
        (HEAD, "at least one row"),
        (f"{HEAD}Sea,,,sea\n,,,fish\n", "line 3: no name"),
        (f"{HEAD}Sea,,,sea\nFish,Rivers,,fish\n", "line 3: no topic 'Rivers' above it"),
    ],
)
def test_load_topics_refuses_a_file_and_loads_none_of_it(tmp_path, content, reason):
    path = tmp_path / "topics.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(CommandError, match=reason):
        call_command("load_topics", path)
    assert not Topic.objects.exists()


def test_load_topics_refuses_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_topics", tmp_path / "topics.csv")


def test_load_topics_files_quotes_and_keeps_the_id_when_loaded_again(tmp_path):
    quote = make_quote(wording="We will keep the harbour light lit.")
    path = tmp_path / "topics.csv"
    path.write_text(f"{HEAD}Sea,,The sea.,\nHarbours,Sea,,harbour light; quay\n", encoding="utf-8")
    call_command("load_topics", path)
    topic = Topic.objects.get(name="Harbours")
    assert topic.broader.name == "Sea"
    assert list(quote.topics.all()) == [topic]
    path.write_text(f"{HEAD}Harbours,,,quay\n", encoding="utf-8")
    call_command("load_topics", path)
    assert Topic.objects.get(name="Harbours").public_id == topic.public_id
    assert not quote.topics.exists()
