import random
import secrets

import pytest

from statements.citations.identifiers import ALPHABET, check_character, is_well_formed, mint, mint_for
from statements.models import Article, Outlet
from tests.factories import make_outlet

# The same ids in every run.
SAMPLE = random.Random(29)
IDS = [body + check_character(body) for body in ("".join(SAMPLE.choices(ALPHABET, k=7)) for _ in range(3000))]


# The check character of 7bq4t2w by hand: 1·7 + 2·10 + 3·21 + 4·4 + 5·24 + 6·2 + 7·26 = 420 = 14·29 + 14, a g.
@pytest.mark.parametrize(
    "public_id",
    [
        pytest.param("7bq4t2vg", id="wrong character"),
        pytest.param("7bq4t2wz", id="wrong check character"),
        pytest.param("b7q4t2wg", id="swapped neighbours"),
        pytest.param("7bq4t2gw", id="check character swapped with its neighbour"),
        pytest.param("7bq4t2w", id="too short"),
        pytest.param("07bq4t2wg", id="too long"),
        pytest.param("", id="empty"),
        pytest.param("7BQ4T2W0", id="capitals"),
        pytest.param("7bq4t2w ", id="space"),
        pytest.param("7bq4t2w٠", id="a digit of another script"),
        pytest.param("7bqat2wg", id="a vowel"),
    ],
)
def test_is_well_formed_not(public_id):
    assert not is_well_formed(public_id)


@pytest.mark.parametrize("public_id", ["00000000", "00000017", "10000001", "7bq4t2wg"])
def test_is_well_formed(public_id):
    assert is_well_formed(public_id)


def test_is_well_formed_finds_every_wrong_character():
    for public_id in IDS:
        place = SAMPLE.randrange(8)
        for character in set(ALPHABET) - {public_id[place]}:
            assert not is_well_formed(public_id[:place] + character + public_id[place + 1 :])


def test_is_well_formed_finds_every_swap_of_neighbours():
    for public_id in IDS:
        assert is_well_formed(public_id)
        for place in range(7):
            left, right = public_id[place], public_id[place + 1]
            swapped = public_id[:place] + right + left + public_id[place + 2 :]
            assert left == right or not is_well_formed(swapped)


@pytest.mark.parametrize("body", ["000000a", "000000L", "000 000"])
def test_check_character_outside_the_alphabet(body):
    with pytest.raises(ValueError, match="substring not found"):
        check_character(body)


def test_mint_passes_over_a_taken_id(db, monkeypatch):
    drawn = iter("7bq4t2w" + "1000000")
    monkeypatch.setattr(secrets, "choice", lambda alphabet: next(drawn))
    Outlet.objects.create(name="The Skerry Echo", public_id="7bq4t2wg")
    assert mint(Outlet) == "10000001"


def test_mint_is_well_formed_and_new_each_time(db):
    minted = {mint(Outlet) for _ in range(20)}
    assert len(minted) == 20
    assert all(map(is_well_formed, minted))


def test_mint_for_keeps_an_id(db):
    outlet = make_outlet()
    before = outlet.public_id
    mint_for(outlet)
    outlet.refresh_from_db()
    assert outlet.public_id == before


def test_mint_for_saves_the_id(db):
    article = Article.objects.create(outlet=make_outlet(), text_sha256=b"0" * 32)
    mint_for(article)
    assert is_well_formed(Article.objects.get().public_id)
