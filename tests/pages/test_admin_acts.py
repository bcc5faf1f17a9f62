"""Editors act in the admin: a form for each act, which says what will happen, asks why, and does it."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import reverse

from statements import curation
from statements.language.days import DayRange
from statements.models import Act, Quote
from tests.factories import make_editor, make_occasion, make_outlet, make_quote, make_speaker, make_topic

REASON = "heard on tape"


@pytest.fixture
def editor(db):
    return make_editor(username="ingrid")


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def address(row, act):
    return reverse(f"admin:statements_{row._meta.model_name}_act", args=[row.pk, act])


def page_of(row):
    return reverse(f"admin:statements_{row._meta.model_name}_change", args=[row.pk])


def fill_in(desk, row, act, query="", **values):
    """What a browser sends from the form of an act when an editor changes these values."""
    form = desk.get(address(row, act) + query).context["form"]
    sent = {name: form[name].field.prepare_value(form[name].value()) for name in form.fields}
    days = sent.pop("said_on", None)
    return {k: v for k, v in sent.items() if v is not None} | days_of(days) | {"reason": REASON} | values


def days_of(days):
    first, last = (days or [None, None])[:2]
    return {"said_on_0": first or "", "said_on_1": last or ""}


def do(desk, row, act, query="", **values):
    """The page after an editor sent the form of an act; the row is read anew."""
    data = fill_in(desk, row, act, query, **values)
    answer = desk.post(address(row, act), data, follow=True)
    row.refresh_from_db()
    return answer


def two(**fields):
    """Two quotes of one speaker."""
    speaker = make_speaker()
    return [make_quote(speaker=speaker, carried_by=[make_outlet()], **fields) for _ in range(2)]


def held(quote):
    return list(quote.carriages.active().order_by("pk"))


def test_done_act_is_told_with_the_way_to_undo_it(desk, editor):
    quote = make_quote()
    answer = do(desk, quote, "edit", note="disputed")
    act = Act.objects.get()
    assert (act.by, act.reason, quote.note) == (editor, REASON, "disputed")
    assert answer.redirect_chain == [(page_of(quote), 302)]
    assert f'href="{page_of(act)}">See what it changed, or undo it.' in answer.content.decode()


def test_answer_is_named_by_a_pasted_permalink(desk):
    quote, other = two()
    link = f"https://archive.example{other.get_absolute_url()}/v1"
    do(desk, quote, "edit", answer_to=link, answer_kind="denies")
    assert (quote.answer_to, quote.answer_kind) == (other, "denies")


def test_wording_is_chosen_among_the_printings(desk):
    quote = make_quote(carried_by=[make_outlet(), make_outlet()])
    other = held(quote)[1]
    page = desk.get(address(quote, "wording")).content.decode()
    assert str(other.appearance.reading.article.outlet) in page
    do(desk, quote, "wording", carriage=other.pk)
    assert (quote.reference, quote.is_reference_chosen) == (other.appearance, True)


@pytest.mark.parametrize("way", ["public_id", "permalink", "desk"])
def test_merge_shows_both_first_and_then_merges(desk, way):
    loser, survivor = two()
    into = {
        "public_id": survivor.public_id,
        "permalink": survivor.get_absolute_url(),
        "desk": page_of(survivor),
    }
    preview = desk.get(address(loser, "merge"), {"into": into[way]}).content.decode()
    assert f"{loser.get_absolute_url()} will lead to {survivor.get_absolute_url()}" in preview
    assert preview.count('<section class="summary">') == 2
    loser.refresh_from_db()
    assert loser.status == "published"
    do(desk, loser, "merge", f"?into={into[way]}")
    assert (loser.status, loser.merged_into) == ("merged", survivor)


def test_merge_before_the_other_is_chosen_offers_no_way_to_merge(desk):
    loser, _ = two()
    assert 'method="post" novalidate' not in desk.get(address(loser, "merge")).content.decode()


def test_merge_into_what_does_not_exist_is_refused_with_words(desk):
    page = desk.get(address(make_quote(), "merge"), {"into": "/q/00000000"}).content.decode()
    assert "There is no statement" in page


def test_split_moves_the_ticked_appearances(desk):
    quote = make_quote(carried_by=[make_outlet() for _ in range(3)])
    leaving = held(quote)[2]
    do(desk, quote, "split", leaving=[leaving.pk], verdict="other_occasion")
    part = Quote.objects.get(split_from=quote)
    assert [row.appearance for row in held(part)] == [leaving.appearance]
    assert {row.verdict for row in Act.objects.get().judgements.all()} == {"other_occasion"}


def test_reattribution_by_name_and_by_id(desk):
    quote, new, body = make_quote(), make_speaker(name="Ewan Tarn"), make_speaker(name="Port of Skerry")
    values = {"speaker_1": "ewan tarn", "speaker_2": page_of(body), "capacity_2": "on behalf"}
    do(desk, quote, "reattribute", **values)
    credits = quote.credits.order_by("pk").values_list("speaker", "capacity")
    assert list(credits) == [(new.pk, "self"), (body.pk, "on behalf")]


def test_name_of_two_speakers_is_asked_again(desk):
    quote = make_quote()
    make_speaker(name="Ewan Tarn"), make_speaker(name="Ewan Tarn")
    answer = do(desk, quote, "reattribute", speaker_1="Ewan Tarn")
    assert "Several have the name" in answer.content.decode()
    assert not Act.objects.exists()


def test_redating_takes_both_days_and_an_occasion(desk):
    quote, occasion = make_quote(), make_occasion(title="Talks on Skerry")
    days = {"said_on_0": "2026-02-10", "said_on_1": "2026-02-11", "said_basis": "heard on tape"}
    do(desk, quote, "redate", occasion="Talks on Skerry", **days)
    assert quote.occasion == occasion
    assert (quote.said_on.lower, quote.said_on.upper) == (date(2026, 2, 10), date(2026, 2, 12))


def test_form_of_redating_sent_as_it_is_keeps_the_days(desk):
    quote = make_quote(said=date(2026, 2, 10))
    do(desk, quote, "redate")
    assert quote.said == DayRange.on(date(2026, 2, 10))
    assert quote.is_date_chosen


def test_withdrawing_and_restoring(desk):
    quote = make_quote()
    do(desk, quote, "withdraw")
    assert quote.status == "withdrawn"
    do(desk, quote, "restore")
    assert quote.status == "published"


def test_merging_is_taken_back(desk):
    loser, survivor = two()
    do(desk, loser, "merge", f"?into={survivor.public_id}")
    do(desk, loser, "unmerge")
    assert (loser.status, loser.merged_into) == ("published", None)


def test_confirming_publishes_a_pending_quote(desk, editor):
    quote = make_quote(status="pending")
    do(desk, quote, "confirm")
    assert (quote.status, quote.reviewed_by) == ("published", editor)


def test_rejecting_a_pending_quote_and_taking_it_up_again(desk):
    quote = make_quote(status="pending")
    do(desk, quote, "reject")
    assert quote.status == "rejected"
    do(desk, quote, "take-up")
    assert quote.status == "pending"


def test_appearance_is_confirmed_by_the_link_beside_it(desk):
    quote = make_quote(carried_by=[make_outlet(), make_outlet()])
    other = held(quote)[1]
    link = f"{address(quote, 'confirm-appearance')}?carriage={other.pk}"
    assert f'href="{link}"' in desk.get(page_of(quote)).content.decode()
    do(desk, quote, "confirm-appearance", f"?carriage={other.pk}")
    other.refresh_from_db()
    assert other.band == "editor"


def test_appearance_is_taken_out_by_the_link_beside_it(desk):
    quote = make_quote(carried_by=[make_outlet() for _ in range(3)])
    stray = held(quote)[0]
    do(desk, quote, "reject-appearance", f"?carriage={stray.pk}")
    assert [row.appearance for row in held(Quote.objects.get(split_from=quote))] == [stray.appearance]


@pytest.mark.parametrize("make", [make_speaker, make_outlet, make_topic])
def test_entries_are_merged_by_name_and_parted_again(desk, make):
    loser, survivor = make(name="The Harbour Office"), make(name="Harbour Office")
    preview = desk.get(address(loser, "merge"), {"into": "harbour office"}).content.decode()
    assert preview.count('<section class="summary">') == 2
    do(desk, loser, "merge", "?into=Harbour+Office")
    assert loser.merged_into == survivor
    do(desk, loser, "unmerge")
    assert loser.merged_into is None


def test_refusal_is_shown_and_nothing_typed_is_lost(desk):
    quote, survivor = make_quote(), make_quote()
    data = fill_in(desk, quote, "merge", f"?into={survivor.public_id}", reason="one and the same speech")
    answer = desk.post(address(quote, "merge"), data)
    page = answer.content.decode()
    assert "The two have different speakers" in page
    assert "one and the same speech" in page
    assert survivor.public_id in page
    assert not Act.objects.exists()


def test_act_without_a_reason_is_not_done(desk):
    quote = make_quote()
    answer = do(desk, quote, "withdraw", reason="  ")
    assert answer.context["form"].errors["reason"]
    assert quote.status == "published"


def test_act_without_the_state_that_was_seen_is_not_done(desk):
    quote = make_quote()
    desk.post(address(quote, "withdraw"), {"reason": REASON})
    quote.refresh_from_db()
    assert quote.status == "published"


def test_only_acts_that_fit_are_offered(desk):
    offered = {
        status: {label for _, label in desk.get(page_of(make_quote(status=status))).context["offers"]}
        for status in ("pending", "published")
    }
    assert "Reject" in offered["pending"] - offered["published"]
    assert "Withdraw" in offered["published"] - offered["pending"]


def test_form_of_an_act_that_does_not_fit_leads_back_and_says_so(desk):
    quote = make_quote(status="pending")
    answer = desk.get(address(quote, "restore"), follow=True)
    assert answer.redirect_chain == [(page_of(quote), 302)]
    assert "does not fit" in answer.content.decode()


@pytest.mark.parametrize("path", ["0/act/withdraw/", "x/act/withdraw/", "{}/act/burn/"])
def test_what_is_not_there_is_not_found(desk, path):
    pk = make_quote().pk
    assert desk.get("/admin/statements/quote/" + path.format(pk)).status_code == 404


@pytest.mark.parametrize("right", ["view_quote", "view_act", "change_speaker"])
def test_without_the_right_to_change_quotes_nobody_acts_on_them(client, editor, right):
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(*Permission.objects.filter(codename__in=["view_quote", right]))
    viewer.user_permissions.add(Permission.objects.get(codename="view_act"))
    quote = make_quote()
    act = curation.edit(quote, by=editor, reason=REASON, note="disputed")
    client.force_login(viewer)
    assert "What you can do" not in client.get(page_of(quote)).content.decode()
    data = {"reason": REASON, "seen": curation.state_of(quote)}
    for place in (address(quote, "withdraw"), address(act, "undo")):
        assert client.get(place).status_code == 403
        assert client.post(place, data).status_code == 403
    quote.refresh_from_db()
    assert (quote.status, quote.note) == ("published", "disputed")


def test_acts_are_for_those_who_are_logged_in(client, db):
    quote = make_quote()
    answer = client.post(address(quote, "withdraw"), {"reason": REASON})
    assert answer["Location"].startswith(reverse("admin:login"))


def test_form_of_another_site_does_nothing(editor):
    quote, stranger = make_quote(), Client(enforce_csrf_checks=True)
    stranger.force_login(editor)
    data = {"reason": REASON, "seen": curation.state_of(quote)}
    assert stranger.post(address(quote, "withdraw"), data).status_code == 403
