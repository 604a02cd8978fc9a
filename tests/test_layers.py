"""Text flows one way: a module imports only from the rows above its own."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import attrib

PACKAGE = Path(attrib.__file__).parent
ROWS = [
    {"errors", "document", "analysis", "findings", "lexicon", "patterns", "profiles", "confidence", "watch"},
    {"readers", "page", "quotes", "sentences"},
    {"tokens", "arrays", "weights", "features", "mentions"},
    {"complements", "turns", "entities", "story", "subjects", "attributions", "sequence", "judgement", "resolution", "beside", "sources", "reading"},
    {"model"},
    {"sentence_features", "classifier", "speakers", "carriers", "provenance"},
    {"rules", "alignment", "diff"},
    {"config", "suppress", "baseline", "changes"},
    {"engine"},
    {"evaluation"},
    {"reporters", "init"},
    {"cli", "training", "__main__"},
]


def _row(module: str) -> int:
    return next(number for number, row in enumerate(ROWS) if module in row)


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names] if isinstance(node, ast.Import) else []
        found |= {name.split(".")[1] for name in names if name.startswith("attrib.")}
    return found - {"data"}


def test_every_module_imports_only_from_rows_above_its_own():
    wrong = []
    for path in PACKAGE.rglob("*.py"):
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if own in ("__init__", "data"):
            continue
        wrong += [f"{path.relative_to(PACKAGE)} imports {name}" for name in _imports(path) if _row(name) > _row(own)]
    assert wrong == []


NEEDLESS = {
    "label": {"rich", "attrib.rules", "attrib.suppress", "attrib.baseline", "attrib.changes", "attrib.diff", "attrib.evaluation", "attrib.training"},
    "label --format json": {"rich", "attrib.diff", "attrib.evaluation", "attrib.training"},
    "check": {"attrib.diff", "attrib.evaluation", "attrib.training"},
}
"""What a command must not load, besides the libraries that none of them needs."""
TRAINING = {"sklearn", "nltk", "pycrfsuite", "scipy", "numpy"}
LIBRARIES = TRAINING | {"pydantic", "turbohtml", "docx", "lxml", "charset_normalizer", "markdown_it", "jinja2", "pathspec"}


@pytest.mark.parametrize("command", NEEDLESS)
def test_a_plain_draft_loads_no_library_of_training_or_of_other_formats(command, tmp_path):
    draft = tmp_path / "draft.txt"
    draft.write_text("The bridge is safe, Ana Ruiz said.\n", encoding="utf-8")
    code = (
        "import sys; from attrib.cli import main\n"
        f"sys.argv = ['attrib', *{command.split()!r}, {str(draft)!r}]\n"
        "try: main()\nexcept SystemExit: pass\n"
        f"print(sorted(set(sys.modules) & {LIBRARIES | NEEDLESS[command]!r}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
