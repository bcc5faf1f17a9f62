"""Erased words are nowhere, and do not come back. Erasing is for the owner of the tables."""

import re
import shutil
import subprocess
import zlib
from datetime import date

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType

from archive.database import OWNER_URL
from archive.embedded_server import embedded_server
from statements import curation
from statements.curation import Refused, erase, undo
from statements.curation.verify import verify
from statements.language.days import DayRange
from statements.models import Act, Appearance, Capture, FrozenSet, Quote, Reading
from statements.pipeline import ArticleFile, Refusal, ingest, link
from tests.conftest import url_of
from tests.factories.public_state import public_addresses
from tests.unit.curation.archive import LAMPS, quote, speaker, take_article

CREWS = "Nobody asked"
# Words of the lamps, which two outlets carried, that stand in no other statement.
WORDS = ["northern pier stay lit", "nobody will switch them off"]

pytestmark = pytest.mark.usefixtures("owner")


@pytest.fixture
def lamps(archive, editor):
    """A quote that was corrected, merged into, cut in two and joined again, and looked at in the admin."""
    row = quote(LAMPS)
    curation.edit(row, by=editor, reason=f"she said “{LAMPS}”, says the wire", note="disputed")
    first = row.carriages.earliest("pk").appearance
    curation.choose_wording(row, first, by=editor, reason="as the wire has it")
    halim = speaker("Pilot Master Yusra Halim")
    curation.reattribute(quote(CREWS), [(halim, "self")], by=editor, reason="her voice")
    curation.redate(quote(CREWS), None, by=editor, reason="the day is in doubt")
    curation.merge(quote(CREWS), row, by=editor, reason="one speech")
    last = row.carriages.active().latest("pk").appearance_id
    curation.merge(
        curation.split(row, [last], by=editor, reason="two"), row, by=editor, reason="one after all"
    )
    curation.freeze_set(
        [row.pk], title=f"“{LAMPS}”", search={"q": [f'"{LAMPS}"']}, codebook="name", address="192.0.2.1"
    )
    content_type = ContentType.objects.get_for_model(Quote)
    LogEntry.objects.create(
        user=editor,
        content_type=content_type,
        object_id=str(row.pk),
        object_repr=str(row),
        action_flag=CHANGE,
    )
    return row


def dump():
    """The whole database as pg_dump writes it, and what stands in it in hexadecimal or compressed form."""
    program = shutil.which("pg_dump", path=embedded_server().programs) or "pg_dump"
    text = subprocess.run([program, url_of(OWNER_URL)], capture_output=True, check=True).stdout
    binary = [bytes.fromhex(digits.decode()) for digits in re.findall(rb"\\\\x([0-9a-f]+)", text)]
    return b"\n".join([text, *binary, *map(unpacked, binary)])


def unpacked(content):
    try:
        return zlib.decompress(content)
    except zlib.error:
        return b""


@pytest.mark.django_db(transaction=True)
def test_erased_words_are_nowhere_in_a_dump(lamps, editor):
    before = dump()
    assert all(before.count(words.encode()) > 5 for words in WORDS)
    erase(lamps, by=editor, reason="order of a court")
    after = dump()
    assert [words for words in WORDS if words.encode() in after] == []
    assert list(verify([])) == []


def test_every_address_answers_and_none_shows_the_words(lamps, editor, client):
    losers = list(Quote.objects.filter(merged_into=lamps).values_list("public_id", flat=True))
    carried = Appearance.objects.filter(carriages__quote=lamps, carriages__is_active=True)
    erase(lamps, by=editor, reason="order of a court")
    for address in public_addresses():
        page = client.get(address, follow=True)
        assert page.status_code in (200, 410)
        assert not any(words in page.content.decode() for words in WORDS)
    gone = [f"/q/{key}" for key in [lamps.public_id, *losers]] + [f"/w/{row.public_id}" for row in carried]
    gone += [f"/q/{lamps.public_id}{of}" for of in (".json", "/v1", "/v1.json", "/history")]
    assert {client.get(address).status_code for address in gone} == {410}


def test_a_set_marks_what_was_erased_and_tells_no_salt(lamps, editor, client):
    address = FrozenSet.objects.get().get_absolute_url()
    before = b"".join(client.get(f"{address}.sha256").streaming_content).decode()
    erase(lamps, by=editor, reason="order of a court")
    after = b"".join(client.get(f"{address}.sha256").streaming_content).decode()
    assert re.match("# salt [0-9a-f]{32}\n[0-9a-f]{64}  ", before)
    assert re.fullmatch(
        rf"# The salt is gone with what was erased.\n# erased  {lamps.public_id}-v\d+.json\n", after
    )
    assert "1 was erased" in client.get(address).content.decode()


def test_tombstone_and_log_tell_that_it_was_erased_and_not_why(lamps, editor, client):
    erase(lamps, by=editor, reason="order of a court")
    stone, log = (client.get(address).content.decode() for address in (f"/q/{lamps.public_id}", "/removals/"))
    assert "This statement was erased" in stone
    assert lamps.public_id in log
    assert "order of a court" not in stone + log


def test_rest_of_the_article_is_as_it_was(lamps, editor):
    reading = Reading.objects.get(text__contains=WORDS[1])
    length, before = len(reading.text), reading.text.partition("“")[0]
    erase(lamps, by=editor, reason="order of a court")
    reading.refresh_from_db()
    assert (len(reading.text), reading.text.partition("“")[0]) == (length, before)
    assert "The council met for the" in reading.text


def test_words_do_not_come_back_in_another_article(lamps, editor):
    captures = Capture.objects.count()
    erase(lamps, by=editor, reason="order of a court")
    taken = ingest(
        ArticleFile(
            where="test",
            content=f"News\n\n“{LAMPS}, and nobody will switch them off,” Yusra Halim said.\n".encode(),
            media_type="text/plain",
            outlet="Gazette",
            published=DayRange.on(date(2031, 6, 1)),
            basis="editor",
        )
    )
    assert isinstance(taken, Refusal)
    assert "erased" in taken.reason
    link()
    assert Capture.objects.count() == captures
    assert not Reading.objects.filter(text__contains=WORDS[0]).exists()


def test_erasing_and_what_was_before_cannot_be_undone(lamps, editor):
    former = Act.objects.filter(entry_noun="quote", entry_id=lamps.pk).earliest("pk")
    act = erase(lamps, by=editor, reason="order of a court")
    with pytest.raises(Refused, match="cannot come back"):
        undo(act, by=editor, reason="appeal")
    with pytest.raises(Refused, match="cannot be undone"):
        undo(former, by=editor, reason="appeal")


def test_merged_quote_is_erased_where_readers_see_it(lamps, editor):
    with pytest.raises(Refused, match="erase the one that readers see"):
        erase(Quote.objects.filter(merged_into=lamps).first(), by=editor, reason="order of a court")


@pytest.mark.django_db(transaction=True)
def test_what_once_held_the_words_keeps_none_of_them(archive, editor):
    lamps, crews = quote(LAMPS), quote(CREWS)
    curation.reattribute(crews, [(speaker("Pilot Master Yusra Halim"), "self")], by=editor, reason="hers")
    curation.redate(crews, None, by=editor, reason="the day is in doubt")
    curation.merge(lamps, crews, by=editor, reason="one speech")
    curation.unmerge(lamps, by=editor, reason="two speeches")
    lamps.refresh_from_db()
    erase(lamps, by=editor, reason="order of a court")
    assert [words for words in WORDS if words.encode() in dump()] == []


@pytest.mark.django_db(transaction=True)
def test_short_words_are_gone_from_what_once_held_them(archive, editor):
    said = "Harbours Minister Anton Kreyle told reporters in Brell on Thursday."
    take_article("Gazette", 29, f"“Nobody may sail before the pilots have come on board,” {said}")
    take_article("Gazette", 29, f"“We all stay put tonight,” {said}")
    short, long = quote("We all stay put tonight"), quote("Nobody may sail")
    curation.merge(short, long, by=editor, reason="one speech")
    curation.unmerge(short, by=editor, reason="two speeches")
    short.refresh_from_db()
    assert b"We all stay put tonight" in dump()
    erase(short, by=editor, reason="order of a court")
    assert b"We all stay put tonight" not in dump()
    assert list(verify([])) == []
