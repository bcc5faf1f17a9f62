"""What readers report: it reaches the editors once, they say what became of it, and replies stand under the quote."""

import pytest

from statements.citations.identifiers import mint
from statements.curation import merge, withdraw
from statements.curation.reports import MOST_OF_ALL, MOST_OF_ONE
from statements.models import Quote, Report
from tests.factories import make_editor, make_quote, make_speaker
from tests.pages.served import post

pytestmark = pytest.mark.django_db

ERROR = {"kind": "error", "body": "It was the deputy who said this.", "sender": ""}


def send(client, quote, **fields):
    """A report about the quote by its form."""
    return post(client, f"{quote.get_absolute_url()}/report", ERROR | fields)


@pytest.mark.parametrize(
    "fields", [{"body": ""}, {"body": "a" * 4001}, {"kind": "praise"}, {"sender": "nobody"}, {"body": "a\0"}]
)
def test_report_that_cannot_be_read_is_not_stored_and_says_why(client, fields):
    response = send(client, make_quote(), **fields)
    assert response.status_code == 400
    assert 'role="alert"' in response.content.decode()
    assert not Report.objects.exists()


def test_report_about_a_pending_statement_is_not_possible(client):
    quote = make_quote(status="pending", public_id=mint(Quote))
    assert send(client, quote).status_code == 404


def test_report_leads_to_a_ticket_that_keeps_its_words_and_sender_to_the_editors(client):
    response = send(client, make_quote(), sender="reader@post.example")
    report = Report.objects.get()
    assert response.url == f"/reports/{report.public_id}"
    page = client.get(response.url).content.decode()
    assert "The editors have your report" in page
    assert "deputy" not in page
    assert "reader@" not in page
    assert "127.0.0.1" not in report.origin


def test_report_form_of_a_gone_or_merged_statement_leads_where_that_leads(client):
    speaker = make_speaker()
    gone, loser, survivor = (make_quote(speaker=speaker) for _ in range(3))
    withdraw(gone, by=make_editor(), reason="Not said.")
    assert send(client, gone).status_code == 410
    merge(loser, survivor, by=make_editor(), reason="One statement.")
    assert send(client, loser).url == f"{survivor.get_absolute_url()}/report"


def test_reports_of_one_address_are_limited_and_the_form_keeps_the_words(client):
    quote = make_quote()
    for _ in range(MOST_OF_ONE):
        assert send(client, quote).status_code == 302
    refused = send(client, quote)
    assert refused.status_code == 429
    assert "It was the deputy who said this." in refused.content.decode()
    assert Report.objects.count() == MOST_OF_ONE
    elsewhere = post(client, f"{quote.get_absolute_url()}/report", ERROR, REMOTE_ADDR="192.0.2.7")
    assert elsewhere.status_code == 302


def test_reports_of_all_addresses_are_limited(client):
    quote = make_quote()
    for number in range(MOST_OF_ALL):
        Report.objects.create(quote=quote, kind="error", body="Wrong.", origin=str(number))
    assert send(client, quote).status_code == 429


def test_report_behind_a_proxy_counts_by_the_address_that_the_proxy_saw(client, settings):
    settings.HAS_TLS = True
    quote = make_quote()
    for number in range(MOST_OF_ONE + 1):
        send_from = f"198.51.100.{number}, 192.0.2.7"  # the first is what the client says of itself
        response = post(
            client, f"{quote.get_absolute_url()}/report", ERROR, headers={"X-Forwarded-For": send_from}
        )
    assert response.status_code == 429


def test_ticket_says_what_became_of_the_report(client):
    report = Report.objects.create(
        public_id=mint(Report),
        quote=make_quote(),
        kind="error",
        body="Wrong.",
        state="declined",
        outcome="It is right.",
    )
    page = client.get(report.get_absolute_url()).content.decode()
    assert "What became of this report" in page
    assert "It is right." in page
    assert "declined" in page


def test_replies_are_the_accepted_ones_and_statements_that_answer(client):
    quote = make_quote()
    for state, words in [
        ("accepted", "I never said it."),
        ("declined", "Buy herring."),
        ("open", "Wait for me."),
    ]:
        Report.objects.create(quote=quote, kind="reply", body=words, state=state, outcome="Read.")
    Report.objects.create(quote=quote, kind="error", body="A comma.", state="accepted", outcome="Mended.")
    make_quote(
        wording="That is false.",
        speaker=make_speaker(name="Ingrid Kreyle"),
        answer_to=quote,
        answer_kind="denies",
    )
    make_quote(wording="Not seen yet.", answer_to=quote, answer_kind="denies", status="pending")
    page = client.get(quote.get_absolute_url()).content.decode()
    assert "I never said it." in page
    assert "Ingrid Kreyle denied it" in page
    assert "That is false." in page
    for words in ("Buy herring.", "Wait for me.", "A comma.", "Not seen yet."):
        assert words not in page
