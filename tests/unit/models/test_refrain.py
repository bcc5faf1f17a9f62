from tests.factories import make_quote, make_refrain


def test_refrain_has_words(refused):
    refrain = make_refrain(quotes=[make_quote()])
    refrain.wording = ""
    with refused("refrain_has_words"):
        refrain.save()


def test_repetition_once_per_quote(refused):
    quote = make_quote()
    refrain = make_refrain(quotes=[quote])
    refrain.repetitions.create(quote=quote, spans=[[0, 7]], wording="We will", is_active=False)
    with refused("repetition_once_per_quote"):
        refrain.repetitions.create(quote=quote, spans=[[0, 7]], wording="We will")


def test_repetition_has_words(refused):
    with refused("repetition_has_words"):
        make_refrain(quotes=[make_quote()]).repetitions.update(wording="")
