"""Write the output of a real run into the READMEs, and the coloured excerpt as docs/explain.svg (`make readme`)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh-CN.md")
BLOCK = re.compile(r"(<!-- begin score -->\n).*?(<!-- end score -->)", re.S)

# Lines of the excerpt: the head and the first promises, which is what fits on a screen.
EXCERPT_LINES = 24
WIDTH = 110

# Width of a letter by its height: between that of Latin letters (.6) and half that of Han characters (.5).
ASPECT = 0.54


def run(*arguments: str, **environment: str) -> str:
    """What ``policytext`` prints on stdout."""
    command = [sys.executable, "-m", "policytext", *arguments]
    env = {**os.environ, "PYTHONUTF8": "1", **environment}
    return subprocess.run(command, cwd=ROOT, env=env, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def score_block(sample: str) -> str:
    """The call on the sample reports and what it prints, as a block of Markdown."""
    with TemporaryDirectory() as folder:
        lines = run("score", sample, "-o", str(Path(folder) / "out")).splitlines()
    call = f"$ policytext score {sample} -o out/demo"
    return "\n".join(["```", call, *(line.rstrip() for line in lines), "```", ""])


def explain_svg(path: str) -> str:
    """The beginning of ``policytext explain`` in colour, as a picture without fonts from elsewhere."""
    lines = run("explain", path, FORCE_COLOR="1").splitlines()[:EXCERPT_LINES]
    console = Console(record=True, width=WIDTH, file=open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    console.print(Text.from_ansi("\n".join(lines)))
    svg = console.export_svg(title=f"policytext explain {path}", unique_id="policytext", font_aspect_ratio=ASPECT)
    return re.sub(r"\s*@font-face \{.*?\}", "", svg, flags=re.S)


def main() -> None:
    """Write the READMEs and the picture; the arguments are the sample reports and the one to explain."""
    sample, one = sys.argv[1:]
    block = score_block(sample)
    for name in READMES:
        readme = ROOT / name
        readme.write_text(BLOCK.sub(lambda m: m[1] + block + m[2], readme.read_text("utf-8")), "utf-8")
    (ROOT / "docs" / "explain.svg").write_text(explain_svg(one), "utf-8")


if __name__ == "__main__":
    main()
