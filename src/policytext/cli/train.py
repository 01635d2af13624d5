"""``policytext train``: a classifier from a coded corpus."""

from __future__ import annotations

import json
from pathlib import Path

import click

from policytext.cli.options import FOLDER


@click.command(short_help="Train a classifier on a coded corpus.")
@click.argument("corpus", type=FOLDER)
@click.option(
    "-o", "--output", required=True, type=click.Path(path_type=Path), metavar="MODEL", help="Folder to write."
)
@click.option("--split", "splits", multiple=True, default=("train", "dev"), show_default=True, help="What to use.")
@click.option("--name", default="linear-1", show_default=True, help="What the model is called in output.")
def command(corpus: Path, output: Path, splits: tuple[str, ...], name: str) -> None:
    """Train a classifier on CORPUS, a folder with manifest.csv, and print its card.

    The figures on the card are of documents held out in turn, by place. The test split is never used.
    """
    from policytext.coding.learning import train_classifier

    click.echo(json.dumps(train_classifier(corpus, output, splits, name), ensure_ascii=False, indent=1))
