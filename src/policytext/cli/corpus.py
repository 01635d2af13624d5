"""``policytext corpus``: a labelled corpus in figures."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policytext.cli.options import FOLDER

SHOWN = 10


@click.command(short_help="Counts, variety, sharing and agreement of a coded corpus.")
@click.argument("corpus", type=FOLDER)
def command(corpus: Path) -> int:
    """Print what CORPUS, a folder with manifest.csv, holds.

    Counts by split; documents by era, level and kind; the pairs of documents that share most text; agreement of two
    coders, where agreement.json is there. Exit code 1 where files are not those of the manifest, a place is in two
    splits, or two documents share more than 5 % without saying so.
    """
    from policytext.coding.manifest import find_faults, read_corpus
    from policytext.coding.overview import corpus_sharing, describe_corpus, describe_variety, shared_too_much

    documents = read_corpus(corpus)
    click.echo(f"{describe_corpus(documents)}\n\n{describe_variety(documents)}\n\nMost shared:")
    pairs = corpus_sharing(documents)
    for pair in pairs[:SHOWN]:
        click.echo(f"  {pair.doc} with {pair.other}: {pair.share:.1%}")
    too_much = [f"{pair.doc} shares {pair.share:.1%} with {pair.other}" for pair in shared_too_much(documents, pairs)]
    faults = [*find_faults(documents), *too_much]
    agreement = corpus / "agreement.json"
    if agreement.is_file():
        figures = json.loads(agreement.read_text(encoding="utf-8"))
        click.echo(f"\nAgreement of two coders: {json.dumps(figures, ensure_ascii=False)}")
    click.echo("\n" + ("\n".join(faults) if faults else "No faults."))
    return 1 if faults else 0
