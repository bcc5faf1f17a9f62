"""Two editors at one entry: the second sees what the first changed, loses nothing, and decides."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission, User

from statements import curation
from statements.language.days import DayRange
from statements.models import Act, Revision
from tests.factories import make_editor, make_occasion, make_outlet, make_quote, make_speaker, make_topic
from tests.factories.articles import days_column
from tests.pages.test_admin import boxes, form_data, no_rows, page_address
from tests.pages.test_admin_acts import address, desk, editor, fill_in, two

__all__ = ["desk", "editor"]


@pytest.fixture
def colleague(db):
    return make_editor(username="tomas")


def test_second_act_shows_the_first_and_is_done_only_when_sent_again(desk, colleague):
    quote = make_quote()
    data = fill_in(desk, quote, "edit", note="denied", reason="she denies it")
    curation.edit(quote, by=colleague, reason="the outlet says so", note="retracted")
    answer = desk.post(address(quote, "edit"), data)
    quote.refresh_from_db()
    assert quote.note == "retracted"
    page, clash = answer.content.decode(), answer.context["clash"]
    assert [(row.label, row.now, row.entered) for row in clash.differences] == [
        ("Note", "Retracted", "denied by the speaker")
    ]
    for told in ("editor tomas", "the outlet says so", "she denies it", '<option value="denied" selected'):
        assert told in page
    again = data | {"seen": answer.context["form"]["seen"].value()}
    assert desk.post(address(quote, "edit"), again).status_code == 302
    quote.refresh_from_db()
    assert quote.note == "denied"


def test_act_of_a_row_under_the_entry_is_a_conflict_too(desk, colleague):
    quote = make_quote(carried_by=[make_outlet(), make_outlet()])
    leaving = [row.pk for row in quote.carriages.all()][:1]
    data = fill_in(desk, quote, "split", leaving=leaving, verdict="different")
    curation.reattribute(quote, [(make_speaker(), "self")], by=colleague, reason="his voice")
    answer = desk.post(address(quote, "split"), data)
    assert "his voice" in answer.content.decode()
    assert answer.context["form"]["leaving"].value() == [str(leaving[0])]
    assert not Act.objects.filter(kind="split").exists()


def test_merge_into_what_another_changed_meanwhile_is_a_conflict_until_sent_again(desk, colleague):
    loser, survivor = two()
    data = fill_in(desk, loser, "merge", f"?into={survivor.public_id}")
    curation.edit(survivor, by=colleague, reason="the outlet says so", note="retracted")
    answer = desk.post(address(loser, "merge"), data)
    loser.refresh_from_db()
    assert loser.status == "published"
    assert answer.context["clash"]
    again = data | {name: answer.context["form"][name].value() for name in ("seen", "seen_into")}
    assert desk.post(address(loser, "merge"), again).status_code == 302
    loser.refresh_from_db()
    assert loser.merged_into == survivor


def test_unreadable_state_is_a_conflict(desk):
    quote = make_quote()
    data = fill_in(desk, quote, "withdraw") | {"seen": "²"}
    answer = desk.post(address(quote, "withdraw"), data)
    assert answer.status_code == 200
    assert answer.context["clash"]


def save_between(desk, colleague, row, mine, theirs):
    """The page after an editor saved a form that a colleague saved in between; and what was sent."""
    data = form_data(desk, page_address(row)) | mine
    with curation.acting(Act.Kind.EDIT, row, by=colleague, reason="the register was wrong"):
        type(row).objects.filter(pk=row.pk).update(**theirs)
    return desk.post(page_address(row), data), data


@pytest.mark.parametrize(
    ("make", "mine", "theirs", "now"),
    [
        (make_speaker, {"name": "Ewan Tarn"}, {"name": "Evan Tarn"}, ("Name", "Evan Tarn", "Ewan Tarn")),
        (make_topic, {"terms": "dues, fees"}, {"terms": ["quay"]}, ("Terms", "quay", "dues, fees")),
        (
            make_occasion,
            {"kind": "speech"},
            {"kind": "interview"},
            ("Kind", "interview", "speech"),
        ),
        (make_outlet, {"country": "NO"}, {"country": "SE"}, ("Country", "SE", "NO")),
    ],
)
def test_second_saver_of_an_entry_sees_the_change_of_the_first(desk, colleague, make, mine, theirs, now):
    row = make()
    answer, data = save_between(desk, colleague, row, mine, theirs)
    row.refresh_from_db()
    assert {name: getattr(row, name) for name in theirs} == theirs
    clash = answer.context["clash"]
    label, theirs_shown, mine_shown = now
    shown = {(d.label, d.now.lower(), d.entered.lower()) for d in clash.differences}
    assert (label, theirs_shown.lower(), mine_shown.lower()) in shown
    page = answer.content.decode()
    assert "the register was wrong" in page
    assert "Somebody changed this after you opened it" in page
    seen = answer.context["adminform"].form["seen"].value()
    assert desk.post(page_address(row), data | {"seen": seen}).status_code == 302
    row.refresh_from_db()
    assert str(getattr(row, next(iter(mine)))) in (mine_shown, "['dues', 'fees']")


def test_field_that_the_second_saver_left_alone_keeps_the_change_of_the_first(desk, colleague):
    occasion = make_occasion(title="Talks", held=date(2026, 2, 10), place="Skerry")
    theirs = {"place": "Brell", "held_on": days_column(date(2026, 2, 12))}
    answer, data = save_between(desk, colleague, occasion, {"title": "Talks on dues"}, theirs)
    differences = answer.context["clash"].differences
    assert [(row.label, row.now, row.entered) for row in differences] == [("Title", "Talks", "Talks on dues")]
    again = data | {
        name: value
        for field in answer.context["adminform"].form
        for name, value in boxes(field)
        if value is not None
    }
    assert desk.post(page_address(occasion), again).status_code == 302
    occasion.refresh_from_db()
    assert (occasion.title, occasion.place) == ("Talks on dues", "Brell")
    assert occasion.held == DayRange.on(date(2026, 2, 12))


def test_field_of_an_act_that_the_second_left_alone_keeps_the_change_of_the_first(desk, colleague):
    quote, other = make_quote(), make_quote()
    data = fill_in(desk, quote, "edit", answer_to=other.public_id, answer_kind="denies")
    curation.edit(quote, by=colleague, reason="the outlet says so", note="disputed")
    form = desk.post(address(quote, "edit"), data).context["form"]
    assert (form["note"].value(), form["answer_kind"].value()) == ("disputed", "denies")


def test_row_added_by_another_meanwhile_is_a_conflict(desk, colleague):
    outlet = make_outlet()
    data = form_data(desk, page_address(outlet))
    with curation.acting(Act.Kind.EDIT, outlet, by=colleague, reason="a second address"):
        outlet.domains.create(host="post.example")
    answer = desk.post(page_address(outlet), data | {"country": "NO"})
    outlet.refresh_from_db()
    assert outlet.country == ""
    assert "post.example" in answer.content.decode()


def test_saving_an_entry_is_an_act_that_can_be_undone(desk, editor):
    outlet = make_outlet(name="Skerry Echo")
    data = form_data(desk, page_address(outlet)) | {"country": "NO", "domains-TOTAL_FORMS": 1}
    desk.post(page_address(outlet), data | {"domains-0-host": "echo.example", "domains-0-outlet": outlet.pk})
    act = Act.objects.get()
    assert (act.kind, act.by, act.entry_noun, act.entry_id) == ("edit", editor, "outlet", outlet.pk)
    assert act.reason == data["why"]
    assert outlet.domains.get().host == "echo.example"
    curation.undo(act, by=editor, reason="it is Swedish")
    outlet.refresh_from_db()
    assert (outlet.country, outlet.domains.count()) == ("", 0)


@pytest.mark.parametrize("missing", ["why", "seen"])
def test_change_without_reason_or_state_is_not_saved(desk, missing):
    outlet = make_outlet()
    data = form_data(desk, page_address(outlet)) | {"country": "NO", missing: " "}
    answer = desk.post(page_address(outlet), data)
    assert answer.context["adminform"].form.errors[missing]
    outlet.refresh_from_db()
    assert (outlet.country, Act.objects.count()) == ("", 0)


def test_faulty_form_leaves_no_act(desk):
    outlet = make_outlet()
    answer = desk.post(page_address(outlet), form_data(desk, page_address(outlet)) | {"name": ""})
    assert answer.context["adminform"].form.errors["name"]
    assert not Act.objects.exists()


def test_saving_what_was_not_changed_leaves_no_act(desk):
    outlet = make_outlet()
    assert desk.post(page_address(outlet), form_data(desk, page_address(outlet))).status_code == 302
    assert not Act.objects.exists()


@pytest.mark.parametrize(
    ("why", "told"), [("", "added by hand"), ("asked for by readers", "asked for by readers")]
)
def test_entry_added_by_hand_has_its_reason_and_editor_in_the_history(desk, editor, why, told):
    data = {"name": "Harbour dues", "terms": "", "why": why} | no_rows()
    desk.post("/admin/statements/topic/add/", data)
    line = Revision.objects.filter(noun="topic", operation="insert").get()
    assert (line.actor, line.reason) == ("editor ingrid", told)


def test_viewer_saves_nothing(client, db):
    viewer = User.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.add(Permission.objects.get(codename="view_outlet"))
    client.force_login(viewer)
    outlet = make_outlet()
    page = client.get(page_address(outlet)).content.decode()
    assert 'name="why"' not in page
    data = {"name": "X", "why": "because", "seen": curation.state_of(outlet)}
    assert client.post(page_address(outlet), data).status_code == 403
