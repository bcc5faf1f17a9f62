"""Search knows of each quote what the other tables say of it, at the end of every transaction."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from statements.models import Quote, SearchDocument, Term
from statements.models.document import FACET_BITS, Facet, facet_code, value_of
from tests.factories import (
    make_appearance,
    make_occasion,
    make_outlet,
    make_quote,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db


def values(quote, facet):
    """The values of a facet in a quote's document; of a facet of words, the words."""
    codes = SearchDocument.objects.get(quote=quote).facets
    assert codes == sorted(codes)
    found = [value for number, value in map(value_of, codes) if number == facet]
    words = dict(Term.objects.filter(facet=facet).values_list("pk", "value"))
    return [words.get(value, value) for value in found]


def test_codes_keep_facet_and_value_apart():
    code = facet_code(Facet.LANGUAGE, (1 << FACET_BITS) - 1)
    assert value_of(code) == (Facet.LANGUAGE, (1 << FACET_BITS) - 1)
    assert code < 2**31


def test_document_has_what_the_tables_say():
    outlets = [make_outlet(kind="agency", country="NO"), make_outlet(kind="newspaper", country="NO")]
    speaker, topic = make_speaker(), make_topic()
    speaker.roles.create(title="Harbour Minister", basis="editor")
    wording = "Nous n’augmenterons pas les droits d’Évry."
    quote = make_quote(
        wording=wording,
        speaker=speaker,
        carried_by=outlets,
        topics=[topic],
        said=date(2026, 2, 10),
        language="fr",
    )
    document = SearchDocument.objects.get(quote=quote)
    assert (document.is_published, document.day, document.outlets, document.wordings) == (
        True, date(2026, 2, 10), 2, 1
    )  # fmt: skip
    assert "'droit'" in document.words
    assert "'evry':8" in document.literal
    assert values(quote, Facet.SPEAKER) == [speaker.pk]
    assert values(quote, Facet.OUTLET) == sorted(outlet.pk for outlet in outlets)
    assert values(quote, Facet.TOPIC) == [topic.pk]
    assert values(quote, Facet.YEAR) == [2026]
    assert values(quote, Facet.ROLE) == ["Harbour Minister"]
    assert sorted(values(quote, Facet.OUTLET_KIND)) == ["agency", "newspaper"]
    assert values(quote, Facet.OUTLET_COUNTRY) == ["NO"]
    assert values(quote, Facet.RELATION) == ["verbatim"]
    assert values(quote, Facet.REVIEWED) == ["no"]
    assert values(quote, Facet.LANGUAGE) == ["fr"]


def test_what_is_not_known_has_a_value_of_its_own():
    quote = make_quote(speaker=None, status="pending")
    assert (values(quote, Facet.SPEAKER), values(quote, Facet.YEAR)) == ([0], [0])
    assert not SearchDocument.objects.get(quote=quote).is_published


def test_wordings_that_differ_in_print_alone_are_one():
    texts = ["We won’t go, not now.", "We won't go not now", "We will not stay."]
    quote = make_quote(appearances=[make_appearance(words=[text]) for text in texts])
    assert SearchDocument.objects.get(quote=quote).wordings == 2


def test_occasion_outlet_and_article_are_followed():
    outlet, occasion = make_outlet(kind="agency"), make_occasion(held=date(2025, 3, 4))
    quote = make_quote(carried_by=[outlet], occasion=occasion)
    assert values(quote, Facet.YEAR) == [2025]
    occasion.held_on = ("2024-03-04", "2024-03-05")
    occasion.save()
    outlet.kind = "official"
    outlet.save()
    assert values(quote, Facet.YEAR) == [2024]
    assert values(quote, Facet.OUTLET_KIND) == ["official"]
    article = quote.reference.reading.article
    article.outlet = make_outlet(kind="newspaper")
    article.save()
    assert values(quote, Facet.OUTLET) == [article.outlet_id]


def test_what_is_no_open_quote_has_no_document():
    quote = make_quote()
    quote.status = Quote.Status.WITHDRAWN
    quote.save(update_fields=["status"])
    assert not SearchDocument.objects.filter(quote=quote).exists()


@pytest.mark.django_db(transaction=True)
def test_document_is_written_when_the_transaction_ends():
    quote = make_quote()
    with transaction.atomic():
        quote.wording = "The pier is open."
        quote.save(update_fields=["wording"])
        assert "'pier'" not in SearchDocument.objects.get(quote=quote).words
    assert "'pier'" in SearchDocument.objects.get(quote=quote).words


def test_check_index_finds_what_rebuild_index_mends(capsys):
    quotes = [make_quote() for _ in range(3)]
    call_command("check_index")
    assert capsys.readouterr().out == "0 differences.\n"
    SearchDocument.objects.filter(quote=quotes[0]).update(outlets=7)
    SearchDocument.objects.filter(quote=quotes[1]).delete()
    with pytest.raises(CommandError, match=rf"^2 quotes .* {quotes[0].pk}, {quotes[1].pk}\."):
        call_command("check_index")
    call_command("rebuild_index")
    assert capsys.readouterr().out == "1 quotes indexed.\n"
    call_command("rebuild_index", is_anew=True)
    call_command("check_index")
    assert capsys.readouterr().out == "3 quotes indexed.\n0 differences.\n"


def test_terms_are_kept_once():
    make_quote()
    make_quote()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), count(DISTINCT (facet, value)) FROM statements_term")
        assert len(set(cursor.fetchone())) == 1
