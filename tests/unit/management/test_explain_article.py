"""The command that shows what was decided of an article, and why."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

TEXT = (
    "Harbour stays open, minister says\n\nHarbour Minister Ann Roe opened the bridge. “We sail in any weather and at "
    "any hour,” Roe said.\nThe ship named “Sea Queen” sank. Holm warned that it would rain.\n"
)


def explained(path):
    out = StringIO()
    call_command("explain_article", path, stdout=out)
    return out.getvalue()


def test_explain_article_shows_every_decision_with_its_score(tmp_path):
    file = tmp_path / "article.txt"
    file.write_text(TEXT, encoding="utf-8")
    shown = explained(file)
    assert "direct, Ann Roe, 0.9" in shown
    assert "published unseen" in shown
    assert "way to the name: Roe → Ann Roe" in shown
    assert "score: always" in shown
    assert "“Sea Queen”\n  none: a title or a name" in shown
    assert "“that it would rain”\n  indirect, Holm" in shown
    assert shown.endswith("2 quotations, 1 sure enough to publish unseen.\n")


def test_explain_article_reads_pages(tmp_path):
    file = tmp_path / "article.html"
    file.write_text(f"<article><h1>Harbour</h1><p>{TEXT}</p></article>", encoding="utf-8")
    assert "Ann Roe" in explained(file)


def test_explain_article_says_what_it_cannot_read(tmp_path):
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        explained(tmp_path / "none.txt")
    file = tmp_path / "latin.txt"
    file.write_bytes("Hafen für alle".encode("latin-1"))
    with pytest.raises(CommandError, match="byte 7 is not UTF-8; save the file as UTF-8"):
        explained(file)
