"""Learns abbreviations with NLTK's Punkt (Kiss and Strunk, 2006) from the training texts.

`python -m attrib.training.abbreviations --shared DIR` writes `data/punkt.toml`: single lower-case words that the
cutter treats like its own list of abbreviations that may end a sentence.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from nltk.tokenize.punkt import PunktTrainer

from attrib.lexicon import table
from attrib.readers import read_draft


def learn(paths: list[Path]) -> list[str]:
    """Dotted abbreviations Punkt finds in the prose of `paths` that the hand-made lists lack, sorted.

    Those without an inner full stop are left out: over news text Punkt takes short names for them.
    """
    trainer = PunktTrainer()
    trainer.INCLUDE_ALL_COLLOCS = False
    for path in paths:
        trainer.train(read_draft(path.name, path.read_bytes()).prose, finalize=False)
    trainer.finalize_training()
    known = set().union(*table("abbreviations").values())
    found = trainer.get_params().abbrev_types - known
    return sorted(word for word in found if "." in word and word.replace(".", "").isalpha() and word.isascii())


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m attrib.training.abbreviations", description=__doc__)
    parser.add_argument("--shared", type=Path, required=True, help="folder with corpora/")
    corpora = parser.parse_args().shared / "corpora"
    words = learn(sorted([*corpora.glob("polnear/train/text/*.txt"), *corpora.glob("world/unlabelled/*.txt")]))
    text = "# Learned with Punkt; written by `python -m attrib.training.abbreviations`.\n" + f'learned = "{" ".join(words)}"\n'
    (Path(__file__).parents[1] / "data" / "punkt.toml").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
