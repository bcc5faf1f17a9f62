"""Histories as editors read them, acts with what they changed, undoing, and acts on many quotes at once."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from statements import curation
from statements.models import Act, Outlet, Quote, Report, Revision, Topic
from tests.factories import (
    make_appearance,
    make_article,
    make_editor,
    make_occasion,
    make_outlet,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.pages.test_admin import form_data, page_address
from tests.pages.test_admin_acts import address, desk, do, editor, two

__all__ = ["desk", "editor"]

# A query for each table that lines touch or name, with the session, the editor, the entry, its state and the acts.
QUERY_LIMIT = 20
LINES_ON_A_PAGE = 60


def history(desk, row):
    return desk.get(reverse(f"admin:statements_{row._meta.model_name}_history", args=[row.pk]))


def lines_of(answer):
    """Each line as "noun title deed" with its changes."""
    return [
        (
            f"{line.noun} {line.title} {line.deed}".replace("  ", " "),
            [(c.label, c.before, c.after) for c in line.changes],
        )
        for step in answer.context["steps"]
        for line in step.lines
    ]


# Model, the form's field, what is written, and the change as the history tells it.
CHANGES = [
    (make_outlet, {"kind": "agency"}, ("Kind", "newspaper", "agency")),
    (make_speaker, {"kind": "institution"}, ("Kind", "person", "institution")),
    (make_topic, {"terms": "quay, dues"}, ("Terms", "–", "quay, dues")),
    (
        lambda: make_occasion(held=date(2026, 2, 10)),
        {"held_on_0": "2026-02-10", "held_on_1": "2026-02-12"},
        ("Held on", "10 February 2026", "10 to 12 February 2026"),
    ),
    (make_article, {"rights": "open"}, ("Rights", "excerpts only", "open licence")),
    (
        lambda: Report.objects.create(quote=make_quote(), kind="error", body="It was gulls."),
        {"state": "declined", "outcome": "It was herrings."},
        ("State", "open", "declined"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("make", "fields", "told"), CHANGES)
def test_history_tells_each_changed_column_before_and_after(desk, make, fields, told):
    row = make()
    desk.post(page_address(row), form_data(desk, page_address(row)) | fields)
    answer = history(desk, row)
    label, before, after = told
    changes = {(c[0], c[1].lower(), c[2].lower()) for _, line in lines_of(answer) for c in line}
    assert (label, before.lower(), after.lower()) in changes
    page = answer.content.decode()
    act = Act.objects.get()
    for shown in (
        "editor ingrid",
        act.reason,
        f'href="{page_address(act)}"',
        f"<ins>{after}",
        f"<del>{before}" if before != "–" else "",
    ):
        assert shown.lower() in page.lower()


def test_history_is_newest_first_and_keeps_lines_of_one_act_together(desk, editor):
    loser, survivor = two()
    curation.edit(loser, by=editor, reason="first", note="disputed")
    curation.merge(loser, survivor, by=editor, reason="second")
    steps = history(desk, loser).context["steps"]
    assert [step.reason for step in steps[:2]] == ["second", "first"]
    assert {line.deed for line in steps[0].lines} == {"changed"}
    assert len(steps[0].lines) >= 2


def test_history_names_what_foreign_keys_point_to(desk, editor):
    quote = make_quote(speaker=make_speaker(name="Nerys Quill"))
    curation.reattribute(quote, [(make_speaker(name="Ewan Tarn"), "self")], by=editor, reason="his voice")
    told = dict(lines_of(history(desk, quote)))
    assert "credit Nerys Quill taken away" in told
    assert ("Capacity", "–", "for themselves") in told["credit Ewan Tarn added"]


def test_added_row_is_told_as_it_was_when_added(desk):
    outlet = make_outlet()
    name = outlet.names.create(name="Old Echo")
    name.name = "New Echo"
    name.save()
    told = [line for line, _ in lines_of(history(desk, outlet))]
    assert "outlet name Old Echo added" in told
    assert "outlet name New Echo changed" in told


def test_long_texts_are_compared_word_by_word(desk):
    topic = make_topic(description="All that concerns the old quay and its dues.")
    topic.description = "All that concerns the new quay and its dues."
    topic.save()
    page = history(desk, topic).content.decode()
    assert "All that concerns the <del>old</del><ins>new</ins> quay" in page


def test_text_that_differs_in_punctuation_alone_is_shown_whole(desk):
    topic = make_topic(description="The quay, its dues and its lamps")
    topic.description = "The quay: its dues, and its lamps!"
    topic.save()
    assert "<del>The quay, its dues and its lamps</del>" in history(desk, topic).content.decode()


def test_foreign_words_are_no_markup(desk):
    topic = make_topic(description="<script>alert(1)</script>")
    topic.description = "<script>alert(2) and more words to make it a long one</script>"
    topic.save()
    page = history(desk, topic).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_long_history_is_cut_into_pages(desk):
    outlet = make_outlet()
    for number in range(LINES_ON_A_PAGE):
        outlet.names.create(name=f"Echo {number}")
    first = history(desk, outlet)
    assert "Echo 59" in first.content.decode()
    second = desk.get(first.request["PATH_INFO"] + "?p=2").content.decode()
    assert "Page 2 of 2" in second
    assert "Echo 59" not in second


def test_history_takes_no_more_queries_for_many_lines(desk, editor):
    few, many = (make_quote(carried_by=[make_outlet() for _ in range(n)]) for n in (2, 9))
    counts = []
    for quote in (few, many):
        with CaptureQueriesContext(connection) as queries:
            history(desk, quote)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= QUERY_LIMIT


def test_what_never_changes_says_so(desk):
    assert "written once and never changed" in history(desk, make_appearance()).content.decode()


def test_history_is_for_those_who_may_see_the_entry(client, db):
    client.force_login(User.objects.create_user("viewer", is_staff=True))
    assert history(client, make_quote()).status_code == 403


def test_lines_are_found_by_noun_and_key(desk):
    outlet = make_outlet()
    answer = desk.get(reverse("admin:statements_revision_changelist"), {"q": f"outlet {outlet.pk}"})
    found = answer.context["cl"].result_list
    assert {(row.entry_noun, row.entry_id) for row in found} == {("outlet", outlet.pk)}


def test_page_of_an_act_shows_what_it_changed_and_undoes_it(desk, editor):
    quote = make_quote()
    act = curation.edit(quote, by=editor, reason="the outlet says so", note="disputed")
    page = desk.get(page_address(act)).content.decode()
    assert f'href="{page_address(quote)}"' in page
    assert "<ins>Disputed</ins>" in page
    assert f'href="{address(act, "undo")}"' in page
    do(desk, act, "undo", reason="it was another quote")
    quote.refresh_from_db()
    assert quote.note == ""
    undoing = Act.objects.get(undoes=act)
    assert undoing.reason == "it was another quote"
    undone = desk.get(page_address(act)).content.decode()
    assert f'href="{page_address(undoing)}"' in undone
    assert f'href="{address(act, "undo")}"' not in undone


def test_undoing_what_a_later_act_changed_is_refused_and_names_it(desk, editor):
    quote = make_quote()
    first = curation.edit(quote, by=editor, reason="the outlet says so", note="disputed")
    later = curation.edit(quote, by=editor, reason="she says so", note="denied")
    answer = do(desk, first, "undo", reason="a mistake")
    assert f"number {later.pk}" in answer.content.decode()
    quote.refresh_from_db()
    assert quote.note == "denied"


def test_undoing_shows_what_came_between(desk, editor):
    quote = make_quote()
    act = curation.edit(quote, by=editor, reason="the outlet says so", note="disputed")
    seen = desk.get(address(act, "undo")).context["form"]["seen"].value()
    curation.redate(quote, None, by=make_editor(username="tomas"), reason="the day is in doubt")
    answer = desk.post(address(act, "undo"), {"reason": "a mistake", "seen": seen})
    assert "the day is in doubt" in answer.content.decode()
    assert not Act.objects.filter(undoes=act).exists()


def test_what_arrived_while_merged_is_listed_with_ways_to_settle_it(desk, editor):
    loser, survivor = two()
    act = curation.merge(loser, survivor, by=editor, reason="one speech")
    stray = make_appearance(words=["The ferry will sail."])
    carriage = survivor.carriages.create(
        appearance=stray, relation="reworded", share=0.1, score=0.9, band="same", basis="a later article"
    )
    undoing = curation.undo(act, by=editor, reason="two speeches")
    page = desk.get(page_address(undoing)).content.decode()
    assert "The ferry will sail." in page
    for name in ("confirm-appearance", "reject-appearance"):
        assert f'href="{address(survivor, name)}?carriage={carriage.pk}"' in page


def select(desk, action, quotes, **data):
    chosen = {"action": action, "_selected_action": [quote.pk for quote in quotes]}
    return desk.post(reverse("admin:statements_quote_changelist"), chosen | data, follow=True)


@pytest.mark.parametrize(
    ("action", "status", "then"),
    [
        ("confirm_selected", "pending", "published"),
        ("reject_selected", "pending", "rejected"),
        ("withdraw_selected", "published", "withdrawn"),
    ],
)
def test_selected_quotes_are_acted_on_for_one_reason(desk, action, status, then):
    quotes = [make_quote(status=status) for _ in range(2)]
    asked = select(desk, action, quotes, index=0)
    assert not Act.objects.exists()
    states = {f"seen-{row['key']}": row["seen"] for row in asked.context["rows"]}
    select(desk, action, quotes, reason="as heard on tape", **states)
    assert set(Quote.objects.values_list("status", flat=True)) == {then}
    assert [act.reason for act in Act.objects.all()] == ["as heard on tape"] * 2


def test_selected_quotes_without_a_reason_are_left(desk):
    quotes = two()
    asked = select(desk, "withdraw_selected", quotes, index=0)
    states = {f"seen-{row['key']}": row["seen"] for row in asked.context["rows"]}
    answer = select(desk, "withdraw_selected", quotes, reason=" ", **states)
    assert answer.context["form"].errors["reason"]
    assert not Act.objects.exists()


def test_one_of_the_selected_that_cannot_be_done_is_named_and_keeps_none_back(desk, editor):
    good, bad, changed = (
        make_quote(status="pending"),
        make_quote(status="pending", speaker=None),
        make_quote(),
    )
    asked = select(desk, "confirm_selected", [good, bad, changed], index=0)
    states = {f"seen-{row['key']}": row["seen"] for row in asked.context["rows"]}
    curation.edit(changed, by=editor, reason="she says so", note="denied")
    page = select(desk, "confirm_selected", [good, bad, changed], reason="on tape", **states).content.decode()
    assert "attribute it first" in page
    assert "changed after you opened it" in page
    assert list(Quote.objects.filter(reviewed_by=editor)) == [good]


def test_too_many_selected_are_refused(desk, monkeypatch):
    monkeypatch.setattr("statements.admin.bulk.MOST", 1)
    assert "at most 1" in select(desk, "confirm_selected", two(), index=0).content.decode()


def test_erased_or_gone_rows_do_not_break_the_history(desk):
    outlet = make_outlet()
    outlet.names.all().delete()
    topic = make_topic(broader=make_topic())
    Topic.objects.filter(pk=topic.pk).update(broader=None)
    assert history(desk, outlet).status_code == history(desk, topic).status_code == 200
    assert Revision.objects.filter(noun="outletname", operation="delete").exists()
    assert Outlet.objects.filter(pk=outlet.pk).exists()
