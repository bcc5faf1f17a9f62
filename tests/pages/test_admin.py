"""The editors' desk opens for editors alone, shows every noun in few queries, and deletes nothing citable."""

from datetime import date

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.forms import MultiWidget
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.timezone import now

from statements.citations.identifiers import is_well_formed, mint_for
from statements.language.days import DayRange
from statements.models import Act, Capture, Fingerprint, Occasion, Outlet, Report, Speaker, Topic, WireGroup
from statements.models.document import SearchDocument, Spelling, Term
from statements.models.seal import make_seal
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_judgement,
    make_occasion,
    make_outlet,
    make_quote,
    make_refrain,
    make_set,
    make_speaker,
    make_topic,
)

MODELS = set(apps.get_app_config("statements").get_models())
DESK = {model: desk for model, desk in admin.site._registry.items() if model in MODELS}
NOUNS = sorted(model._meta.model_name for model in DESK)
# The session, the editor, the rows, their number, a list for each filter, and the rows under an entry.
QUERY_LIMIT = 12
WHY = {"why": "as printed in the register"}
READ_ONLY = ["act", "appearance", "capture", "judgement", "reading", "refrain", "revision", "seal", "version"]


@pytest.fixture
def editor(db):
    return make_editor()


@pytest.fixture
def desk(client, editor):
    """A browser in which an editor is logged in."""
    client.force_login(editor)
    return client


def fill_archive(editor):
    """At least one more row of every noun, each with rows under it."""
    outlets = [make_outlet(host=f"{name}-{Outlet.objects.count()}.example") for name in ("echo", "post")]
    outlets[0].ownerships.create(owner="Skerry Press", control="independent", source="Register of firms")
    speaker, day = make_speaker(), date(2026, 2, 10)
    speaker.roles.create(title="Harbour Master", organisation="Port of Skerry", basis="article")
    said = {"speaker": speaker, "reviewed_by": editor, "reviewed_at": now()}
    topic = make_topic(broader=make_topic(), terms=["lighthouse", "beacon"])
    quote = make_quote(carried_by=outlets, said=day, occasion=make_occasion(), topics=[topic], **said)
    earlier = make_quote(said=date(2025, 3, 4), answer_to=quote, answer_kind="answers", **said)
    make_quote(status="pending", speaker=None)
    refrain = make_refrain(quotes=[quote, earlier])
    article = make_article(url=f"https://echo.example/{quote.pk}")
    article.captures.create(captured_at=now(), media_type="text/html", **Capture.pack(b"<p>Low tide.</p>"))
    reading = make_appearance(article=article, said=day).reading
    reading.wire_group = WireGroup.objects.create(agency=outlets[0], basis="credit line")
    reading.save()
    make_judgement(editor=editor)
    act = Act.objects.create(
        kind="confirm", by=editor, reason="heard on tape", entry_noun="quote", entry_id=1
    )
    for entry in (quote, refrain, article):
        entry.versions.create(number=1, body=b'{"version": 1}', sha256=b"1" * 32, act=act)
    make_set(quotes=[quote])
    mint_for(Report.objects.create(quote=quote, kind="error", body="She said gulls, not herrings."))
    make_seal()
    return quote


def list_address(noun):
    return reverse(f"admin:statements_{noun}_changelist")


def page_address(row):
    return reverse(f"admin:statements_{row._meta.model_name}_change", args=[row.pk])


def model_of(noun):
    return apps.get_model("statements", noun)


def read(client, address):
    """The page at an address, and how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode(), len(queries)


def form_data(client, address):
    """What a browser would send if an editor gave a reason and saved the page as it is."""
    context = client.get(address).context
    sets = [inline.formset for inline in context["inline_admin_formsets"]]
    rows = [form for formset in sets for form in (formset.management_form, *formset.initial_forms)]
    fields = [field for form in (context["adminform"].form, *rows) for field in form]
    sent = dict(pair for field in fields for pair in boxes(field))
    return {name: value for name, value in sent.items() if value is not None and value is not False} | WHY


def boxes(field):
    """The name and the content of each box of a form's field."""
    value = field.value()
    if isinstance(field.field.widget, MultiWidget):
        parts = zip(field.field.widget.widgets, value or [], strict=False)
        return [(f"{field.html_name}_{i}", box.format_value(part)) for i, (box, part) in enumerate(parts)]
    return [(field.html_name, field.field.prepare_value(value))]


def test_every_noun_has_its_place():
    inlines = {inline.model for desk in DESK.values() for inline in desk.inlines}
    # Nobody reads the numbers by which words are found.
    assert MODELS - set(DESK) - inlines == {Fingerprint, SearchDocument, Spelling, Term}


@pytest.mark.parametrize("noun", NOUNS)
def test_list_opens_in_few_queries_however_long(desk, editor, noun):
    fill_archive(editor)
    page, queries = read(desk, list_address(noun))
    assert 'class="field-' in page
    fill_archive(editor)
    fill_archive(editor)
    assert read(desk, list_address(noun))[1] == queries <= QUERY_LIMIT


@pytest.mark.parametrize("noun", NOUNS)
def test_page_opens_in_few_queries(desk, editor, noun):
    fill_archive(editor)
    for row in model_of(noun).objects.all():
        assert read(desk, page_address(row))[1] <= QUERY_LIMIT


def test_quote_page_in_as_many_queries_for_twelve_outlets_and_topics_as_for_two(desk):
    few, many = (
        make_quote(carried_by=[make_outlet() for _ in range(n)], topics=[make_topic() for _ in range(n)])
        for n in (2, 12)
    )
    read(desk, page_address(few))  # a process asks once what its tables are called
    assert read(desk, page_address(many))[1] == read(desk, page_address(few))[1]


@pytest.mark.parametrize("noun", NOUNS)
def test_search_finds_nothing_for_gibberish(desk, editor, noun):
    if not DESK[model_of(noun)].search_fields:
        assert noun in ("seal", "wiregroup")
        return
    fill_archive(editor)
    page, _ = read(desk, list_address(noun) + "?q=zzxxyy")
    assert 'class="field-' not in page


@pytest.mark.parametrize("noun", NOUNS)
def test_anonymous_is_sent_to_the_login(client, editor, noun):
    fill_archive(editor)
    for address in (list_address(noun), page_address(model_of(noun).objects.first())):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("admin:login"))


def test_reader_with_an_account_is_not_let_in(client, db):
    client.force_login(User.objects.create_user("reader"))
    assert client.get(reverse("admin:index")).status_code == 302


@pytest.mark.parametrize("noun", NOUNS)
def test_nothing_is_deleted(desk, editor, noun):
    fill_archive(editor)
    row = model_of(noun).objects.first()
    address = reverse(f"admin:statements_{noun}_delete", args=[row.pk])
    assert desk.post(address, {"post": "yes"}).status_code == 403
    desk.post(list_address(noun), {"action": "delete_selected", "_selected_action": row.pk, "post": "yes"})
    assert model_of(noun).objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("noun", READ_ONLY)
def test_what_programs_write_is_not_written_by_hand(desk, editor, noun):
    fill_archive(editor)
    assert desk.post(page_address(model_of(noun).objects.first()), {}).status_code == 403
    assert desk.get(reverse(f"admin:statements_{noun}_add")).status_code == 403


def test_quote_page_shows_wording_speaker_outlets_and_basis(desk):
    speaker, outlets = make_speaker(name="Ewan Tarn"), [make_outlet(name="Skerry Echo"), make_outlet()]
    quote = make_quote(wording="The ferry will sail.", speaker=speaker, carried_by=outlets)
    page, _ = read(desk, page_address(quote))
    assert "The ferry will sail." in page
    assert "Ewan Tarn" in page
    assert "the same words" in page
    for outlet in outlets:
        assert f'href="{page_address(outlet)}"' in page
    assert f'href="{page_address(quote.reference)}"' in page


def test_view_on_site_leads_to_the_public_page(desk):
    quote = make_quote()
    page, _ = read(desk, page_address(quote))
    assert f'href="{quote.get_absolute_url()}"' in page


def test_view_on_site_is_not_offered_for_what_has_no_page(desk):
    page, _ = read(desk, page_address(make_quote(status="pending")))
    assert "viewsitelink" not in page


def test_saving_a_quote_unchanged_changes_nothing(desk):
    quote = make_quote(topics=[make_topic()], said=date(2026, 2, 10))
    before = (quote.wording, quote.public_id, quote.said_on, quote.subjects.get().by)
    answer = desk.post(page_address(quote), form_data(desk, page_address(quote)))
    assert answer.status_code == 302
    quote.refresh_from_db()
    assert (quote.wording, quote.public_id, quote.said_on, quote.subjects.get().by) == before


def test_editors_rejection_of_a_topic_is_marked_as_theirs(desk):
    quote = make_quote(topics=[make_topic(), make_topic()])
    kept, rejected = quote.subjects.order_by("pk")
    data = form_data(desk, page_address(quote))
    [row] = [f"subjects-{i}" for i in range(2) if str(data[f"subjects-{i}-id"]) == str(rejected.pk)]
    desk.post(page_address(quote), data | {f"{row}-is_rejected": "on"})
    rejected.refresh_from_db()
    kept.refresh_from_db()
    assert (rejected.is_rejected, rejected.by) == (True, "editor")
    assert (kept.is_rejected, kept.by) == (False, "machine")


def test_editors_filing_under_a_topic_is_marked_as_theirs(desk):
    quote, topic = make_quote(), make_topic()
    data = form_data(desk, page_address(quote))
    data |= {"subjects-TOTAL_FORMS": 1, "subjects-0-topic": topic.pk, "subjects-0-quote": quote.pk}
    desk.post(page_address(quote), data)
    assert quote.subjects.get().by == "editor"


@pytest.mark.parametrize("status", ["pending", "published"])
def test_what_acts_change_is_only_shown_in_the_form_of_a_quote(desk, status):
    quote, other = make_quote(status=status), make_quote()
    speaker = quote.credits.get().speaker
    data = form_data(desk, page_address(quote)) | {
        "note": "disputed",
        "occasion": make_occasion().pk,
        "answer_to": other.pk,
        "answer_kind": "denies",
        "credits-TOTAL_FORMS": 1,
        "credits-INITIAL_FORMS": 1,
        "credits-0-id": quote.credits.get().pk,
        "credits-0-quote": quote.pk,
        "credits-0-speaker": make_speaker().pk,
        "credits-0-basis": "a hunch",
    }
    assert desk.post(page_address(quote), data).status_code == 302
    quote.refresh_from_db()
    assert (quote.note, quote.occasion, quote.answer_to) == ("", None, None)
    assert quote.credits.get().speaker == speaker


NO_ROWS = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0}


def no_rows(*prefixes):
    return {f"{prefix}-{name}": value for prefix in prefixes for name, value in NO_ROWS.items()}


def test_topic_made_by_hand_gets_its_id_and_slug_once(desk):
    data = {"name": "Harbour dues", "terms": "dues, quay fee"}
    desk.post(reverse("admin:statements_topic_add"), data)
    topic = Topic.objects.get()
    assert topic.slug == "harbour-dues"
    assert topic.terms == ["dues", "quay fee"]
    assert is_well_formed(topic.public_id)
    desk.post(page_address(topic), form_data(desk, page_address(topic)) | {"name": "Port dues"})
    assert Topic.objects.values_list("public_id", "slug").get() == (topic.public_id, "port-dues")


def test_outlet_made_by_hand_gets_its_id_and_slug(desk):
    data = {"name": "Skerry Echo"} | no_rows("names", "domains", "ownerships")
    desk.post(reverse("admin:statements_outlet_add"), data)
    assert is_well_formed(Outlet.objects.get(slug="skerry-echo").public_id)


def test_occasion_made_by_hand_gets_its_id_and_slug_and_both_days(desk):
    data = {"title": "Talks", "held_on_0": "2026-02-10", "held_on_1": "2026-02-12", "held_basis": "programme"}
    desk.post(reverse("admin:statements_occasion_add"), data)
    occasion = Occasion.objects.get(slug="talks")
    assert is_well_formed(occasion.public_id)
    assert occasion.held == DayRange(date(2026, 2, 10), date(2026, 2, 12))
    page, _ = read(desk, page_address(occasion))
    assert 'value="10/02/2026"' in page
    assert 'value="12/02/2026"' in page


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        ("2026-02-10", "2026-02-10", DayRange.on(date(2026, 2, 10))),
        ("2026-02-10", "", DayRange(date(2026, 2, 10), None)),
        ("", "2026-02-10", DayRange(None, date(2026, 2, 10))),
    ],
    ids=["one day", "from", "until"],
)
def test_days_of_an_occasion_include_both_ends(desk, first, last, held):
    data = {"title": "Talks", "held_on_0": first, "held_on_1": last, "held_basis": "programme"}
    desk.post(reverse("admin:statements_occasion_add"), data)
    assert Occasion.objects.get().held == held


@pytest.mark.parametrize(("first", "last"), [("2026-02-12", "2026-02-10"), ("10th", ""), ("", "")])
def test_days_that_say_nothing_are_refused_with_a_message(desk, first, last):
    data = {"title": "Talks", "held_on_0": first, "held_on_1": last, "held_basis": "programme"}
    answer = desk.post(reverse("admin:statements_occasion_add"), data)
    assert answer.status_code == 200
    assert answer.context["errors"]
    assert not Occasion.objects.exists()


def test_names_of_a_speaker_are_folded_as_the_machine_folds_them(desk):
    data = {"name": "Nerys O’Quill", "kind": "person"} | no_rows("roles") | no_rows("names")
    data |= {"names-TOTAL_FORMS": 1, "names-0-name": "Nerys O’QUILL"}
    desk.post(reverse("admin:statements_speaker_add"), data)
    speaker = Speaker.objects.get()
    assert speaker.names.get().folded == "nerys oquill"
    assert (speaker.slug, speaker.public_id) == ("nerys-oquill", None)


def test_day_of_an_article_set_by_hand_is_an_editors(desk):
    article = make_article(published=None)
    days = {"published_on_0": "2026-02-11", "published_on_1": "2026-02-11"}
    desk.post(page_address(article), form_data(desk, page_address(article)) | days)
    article.refresh_from_db()
    assert article.published == DayRange.on(date(2026, 2, 11))
    assert article.published_basis == "editor"


def test_rights_of_an_article_set_by_hand_leave_its_basis_alone(desk):
    article = make_article()
    desk.post(page_address(article), form_data(desk, page_address(article)) | {"rights": "open"})
    article.refresh_from_db()
    assert (article.rights, article.published_basis) == ("open", "page metadata")
