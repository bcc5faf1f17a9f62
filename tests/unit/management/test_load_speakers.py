"""The command that loads speakers and their roles: all of a file or nothing of it, and twice is as good as once."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from statements.models import Name, Role, Speaker
from statements.models.dated import from_column
from tests.factories import make_speaker

pytestmark = pytest.mark.django_db
HEAD = "name,kind,other names,title,organisation,from,to\n"
MINISTER = "Anton Kreyle,person,A. Kreyle,Harbours Minister,Lorvia,2021-10-04,2026-04-14\n"
PREMIER = "Anton Kreyle,person,,Prime Minister,Lorvia,2026-04-15,\n"


@pytest.fixture
def table(tmp_path):
    """A function that writes rows under the head of the table; gives the file."""

    def write(*rows):
        path = tmp_path / "speakers.csv"
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        return path

    return write


def posts():
    return [
        (role.title, role.organisation, from_column(role.held), role.basis)
        for role in Role.objects.order_by("held")
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",person,,,,,\n", "line 3: no name"),
        ("Ilse Hasp,,,,,,\n", "line 3: kind: "),
        ("Ilse Hasp,lady,,,,,\n", "line 3: kind: .*lady"),
        ("Ilse Hasp,person,,,Brell,,\n", "line 3: no title"),
        ("Ilse Hasp,person,,,,2023-11-20,\n", "line 3: no title"),
        ("Ilse Hasp,person,,Mayor,Brell,20 November,\n", "line 3: .*days such as 2026-04-15"),
        ("Ilse Hasp,person,,Mayor,Brell,2023-11-20,2023-11-19\n", "line 3: the range ends"),
        ("Ilse Hasp,person,a. kreyle,,,,\n", "line 3: 'a. kreyle' is a name of Anton Kreyle"),
    ],
)
def test_load_speakers_refuses_a_file_and_loads_none_of_it(table, row, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("load_speakers", table(MINISTER, row))
    assert not Speaker.objects.exists()


def test_load_speakers_does_not_choose_between_two_of_one_name(table):
    make_speaker(name="Anton Kreyle")
    make_speaker(name="Anton Kreyle")
    with pytest.raises(CommandError, match="line 2: two speakers are written 'Anton Kreyle'"):
        call_command("load_speakers", table(PREMIER))
    assert not Role.objects.exists()


def test_load_speakers_gives_a_speaker_names_and_roles_but_no_page(table):
    call_command("load_speakers", table(MINISTER, PREMIER))
    speaker = Speaker.objects.get()
    assert (speaker.name, speaker.kind, speaker.slug) == ("Anton Kreyle", "person", "anton-kreyle")
    assert speaker.public_id is None
    assert set(speaker.names.values_list("name", "folded")) == {
        ("Anton Kreyle", "anton kreyle"),
        ("A. Kreyle", "a kreyle"),
    }
    (_, _, earlier, _), (_, _, later, _) = posts()
    assert (earlier.first, earlier.last) == (date(2021, 10, 4), date(2026, 4, 14))
    assert (later.first, later.last) == (date(2026, 4, 15), None)


def test_load_speakers_again_brings_up_to_date_and_takes_nothing_away(table):
    call_command("load_speakers", table(MINISTER, PREMIER))
    before = posts()
    call_command("load_speakers", table(MINISTER, PREMIER))
    assert posts() == before
    call_command("load_speakers", table("A. Kreyle,,,prime minister,Lorvia,2026-04-15,2027-01-31\n"))
    assert posts()[0] == before[0]
    assert posts()[1][2].last == date(2027, 1, 31)
    assert (Speaker.objects.count(), Name.objects.count(), Role.objects.count()) == (1, 2, 2)


def test_load_speakers_dates_a_role_that_articles_named(table):
    speaker = make_speaker(name="Anton Kreyle")
    speaker.roles.create(title="prime minister", basis=Role.Basis.TEXT)
    call_command("load_speakers", table(PREMIER))
    ((_, organisation, held, basis),) = posts()
    assert (organisation, held.first, basis) == ("Lorvia", date(2026, 4, 15), "editor")


def test_load_speakers_keeps_a_post_that_was_held_twice_apart(table):
    again = PREMIER.replace("2026-04-15,", "2019-03-01,2020-02-29")
    call_command("load_speakers", table(PREMIER, again))
    assert [held.first for _, _, held, _ in posts()] == [date(2019, 3, 1), date(2026, 4, 15)]
