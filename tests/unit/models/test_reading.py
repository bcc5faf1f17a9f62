from tests.factories import make_article, make_reading


def test_reading_once_per_version(refused):
    article = make_article()
    make_reading(article=article, is_current=False)
    with refused("reading_once_per_version"):
        make_reading(article=article, is_current=False)


def test_reading_one_current(refused):
    article = make_article()
    make_reading(article=article, extractor_version="1")
    make_reading(article=article, extractor_version="2", is_current=False)
    with refused("reading_one_current"):
        make_reading(article=article, extractor_version="3")
