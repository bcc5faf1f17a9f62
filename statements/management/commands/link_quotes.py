"""Links what was taken in but not linked yet, and freezes what has no version yet; or says why two are linked."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from statements.citations.versions import freeze_missing
from statements.models import Quote
from statements.pipeline import ExplainedPair, explain_quotes, link
from statements.search.suggest import renew_spellings


class Command(BaseCommand):
    """Links what is new, or everything once more; files quotes under topics anew, and freezes what an older release
    published without a version. With --explain it only shows, and changes nothing."""

    help = (
        "Links all quotations that no statement holds yet, brings topics up to date, and makes the first version of "
        "what has none. Can be stopped at any moment and run again; a second run waits for the first."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all",
            action="store_true",
            dest="is_anew",
            help="group every quotation once more; what editors decided and what was published stays",
        )
        parser.add_argument(
            "--explain",
            nargs=2,
            metavar="QUOTE",
            help="show why two statements, by the last part of their links, are one or two, and change nothing",
        )

    def handle(self, *, is_anew: bool, explain: list[str] | None, **options: Any) -> None:
        if explain:
            self._explain(*map(_quote, explain))
            return
        try:
            self.stdout.write(f"{_link(is_anew=is_anew)} quotations linked.")
        except KeyboardInterrupt:
            self.stderr.write("Stopped. What was linked is kept; the same command goes on from here.")
            raise SystemExit(130) from None
        renew_spellings()
        if made := freeze_missing():
            self.stdout.write(f"{made} versions made of what had none.")

    def _explain(self, first: Quote, second: Quote) -> None:
        for quote in (first, second):
            speakers = ", ".join(str(credit.speaker) for credit in quote.credits.select_related("speaker"))
            self.stdout.write(f"/q/{quote.public_id}  {speakers or 'nobody known'}: “{quote.wording}”")
        for pair in explain_quotes(first, second):
            self.stdout.write("\n".join(["", *lines_of(pair)]))


def lines_of(pair: ExplainedPair) -> list[str]:
    """One pair of appearances as lines: both as printed, the words compared, the occasions, and the verdict."""
    printed = [f"“{row.text}” ({row.reading.article.outlet})" for row in (pair.left, pair.right)]
    texts, occasion, verdict = pair.texts, pair.occasion, pair.verdict
    conflict = f"; another {texts.conflict}" if texts.conflict else ""
    lines = [
        *printed,
        f"  words: {texts.score:.2f} {texts.band}; {100 * texts.contained:.0f} % of the shorter in the longer, "
        f"{texts.content} words of weight; {texts.relation or 'little in common'}{conflict}",
        f"  occasion: {occasion.verdict.replace('_', ' ')}, {occasion.score:.2f}; {occasion.basis}",
        f"  verdict: {verdict.verdict.replace('_', ' ')}, {verdict.score:.2f}, band {verdict.band}",
    ]
    return [*lines, f"  an editor: {pair.decided}"] if pair.decided else lines


def _quote(public_id: str) -> Quote:
    quote = Quote.objects.filter(public_id=public_id.rstrip("/").rpartition("/")[2]).first()
    if quote is None:
        raise CommandError(
            f"There is no statement {public_id}: give what follows /q/ in its link, as 3f7kq2mx."
        )
    return quote


def _link(*, is_anew: bool) -> int:
    with tqdm(unit="speaker", desc="Linking", disable=None) as progress:

        def show(done: int, total: int) -> None:
            progress.total = total
            progress.update(done - progress.n)

        return link(show, is_anew=is_anew)
