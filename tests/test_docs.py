"""The documentation: a site whose links hold, examples that are true, a page for every rule."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from attrib.reporters.formats import FORMATS
from attrib.rules import RULES

ROOT = Path(__file__).parents[1]


def build(root: Path, site: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-f", str(root / "properdocs.yml"), "-d", str(site)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("docs") / "site"
    done = build(ROOT, target)
    assert done.returncode == 0, done.stderr
    return target


def test_the_site_needs_nothing_from_elsewhere(site: Path) -> None:
    pages = list(site.rglob("*.html"))
    assert len(pages) > len(RULES)
    loaded = re.compile(r"<(?:script|img|iframe)\b[^>]*\bsrc=\"(?:https?:)?//|<link\b[^>]*\bhref=\"(?:https?:)?//|@import|url\((?:https?:)?//")
    assert [page.name for page in pages if loaded.search(page.read_text())] == []


@pytest.mark.parametrize("link", ["nowhere.md", "ci.md#nowhere", "../README.md"])
def test_a_broken_link_fails_the_build(link: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "properdocs.yml", tmp_path)
    with (tmp_path / "docs" / "labels.md").open("a") as page:
        page.write(f"\n[there]({link})\n")
    assert build(tmp_path, tmp_path / "site").returncode == 1


@pytest.mark.parametrize("name", ["README.md", "CHANGELOG.md", "EVALUATION.md"])
def test_what_is_outside_the_site_links_to_files_that_exist(name: str) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / name).read_text())
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_rule_has_a_page_that_the_index_links() -> None:
    index = (ROOT / "docs" / "rules" / "index.md").read_text()
    pages = {rule.code: f"{rule.code}-{rule.name}.md" for rule in RULES}
    assert [page for page in pages.values() if f"]({page})" not in index or not (ROOT / "docs" / "rules" / page).is_file()] == []


def test_every_format_is_documented() -> None:
    table = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "formats.md").read_text(), re.MULTILINE)
    assert table == list(FORMATS)


def test_the_examples_of_the_json_documents_are_some() -> None:
    examples = re.findall(r"```json\n(.*?)```", (ROOT / "docs" / "json.md").read_text(), re.DOTALL)
    for example, name in zip(examples, ("report-1.json", "sources-1.json"), strict=False):  # that of `diff` is cut short
        schema = json.loads((ROOT / "attrib" / "schemas" / name).read_text())
        jsonschema.Draft202012Validator(schema).validate(json.loads(example))
