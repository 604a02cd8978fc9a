"""Configuration files: which one counts, what it may say, and what it decides."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from commandline import attrib, found, rules_found
from hypothesis import given
from hypothesis import strategies as st

from attrib.config.lines import KeyLines

BARE = "A source said the deal was off.\n"
CHAIN = "The minister resigned on Monday, a U.S. official told Axios.\n"
CALM = "Rain fell on the town all night.\n"
THREE = {"bare-source", "secondhand-chain", "unattributed-quote"}
QUOTE = "The council met on Monday. “We were misled about the costs from the very first day.”\n"


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()


def write(files: dict[str, str]) -> None:
    for name, content in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(content, encoding="utf-8")


def attrib_failing(*args: str) -> str:
    """What a run that ends with 2 says on standard error."""
    command = [sys.executable, "-m", "attrib", *args]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stdout) == (2, "")
    return done.stderr


def complaints(*args: str) -> list[str]:
    return attrib_failing("check", *args).splitlines()


# Which file counts


def test_without_a_file_the_default_profile_counts() -> None:
    write({"a.txt": BARE})
    assert found("a.txt") == [("bare-source", 1)]


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        pytest.param({".attrib.toml": "bare", "attrib.toml": "chain"}, "bare", id="hidden-before-plain"),
        pytest.param({"attrib.toml": "bare", "pyproject.toml": "chain"}, "bare", id="plain-before-pyproject"),
        pytest.param({"pyproject.toml": "bare"}, "bare", id="pyproject"),
        pytest.param({"drafts/attrib.toml": "bare", "attrib.toml": "chain"}, "bare", id="nearest"),
        pytest.param({"drafts/pyproject.toml": "", ".attrib.toml": "bare"}, "bare", id="pyproject-without-a-table"),
    ],
)
def test_the_nearest_file_counts(files: dict[str, str], expected: str) -> None:
    ignores = {"bare": 'ignore = ["secondhand-chain"]', "chain": 'ignore = ["bare-source"]'}
    for name, content in files.items():
        Path(name).parent.mkdir(exist_ok=True)
        table = "[tool.attrib]\n" if name.endswith("pyproject.toml") and content else ""
        Path(name).write_text(table + ignores.get(content, "[project]\nname = 'x'\n"))
    write({"drafts/a.txt": BARE.strip() + " " + CHAIN})
    assert {rule for rule, _ in found("drafts/a.txt")} == {{"bare": "bare-source", "chain": "secondhand-chain"}[expected]}


def test_every_draft_has_its_own_nearest_file() -> None:
    write({"attrib.toml": 'ignore = ["bare-source"]', "one/a.txt": BARE, "two/a.txt": BARE, "two/attrib.toml": ""})
    assert rules_found(".") == {"one/a.txt": set(), "two/a.txt": {"bare-source"}}


def test_a_file_above_the_repository_root_does_not_count() -> None:
    write({"attrib.toml": 'ignore = ["bare-source"]', "repo/a.txt": BARE})
    Path("repo/.git").mkdir()
    assert found("repo/a.txt") == [("bare-source", 1)]


def test_config_and_no_config() -> None:
    write({"attrib.toml": 'ignore = ["bare-source"]', "a.txt": BARE, "other.toml": 'severity = {"bare-source" = "info"}'})
    assert found("a.txt") == []
    assert found("--no-config", "a.txt") == [("bare-source", 1)]
    assert attrib("check", "--config", "other.toml", "a.txt").exit_code == 0
    assert attrib("check", "--config", "other.toml", "--no-config", "a.txt").exit_code == 2
    assert "missing.toml" in attrib_failing("check", "--config", "missing.toml", "a.txt")


def test_standard_input_has_the_configuration_of_its_name() -> None:
    write({"drafts/attrib.toml": 'ignore = ["bare-source"]'})
    assert found("--stdin-filename", "drafts/new.txt", "-", stdin=BARE) == []
    assert found("-", stdin=BARE) == [("bare-source", 1)]


def test_a_file_builds_on_another() -> None:
    write({
        "house/attrib.toml": 'publication = "Axios"\nignore = ["bare-source"]\n[severity]\nunattributed-quote = "info"\n',
        "desk/attrib.toml": 'extend = "../house/attrib.toml"\nextend-select = ["bare-source"]\n',
        "desk/a.txt": f"{CALM}\n{QUOTE}\n{BARE}\n{CHAIN}",
    })
    assert [finding for finding in found("desk/a.txt") if finding[0] in THREE] == [("unattributed-quote", 3), ("bare-source", 5)]
    assert "unattributed-quote" in attrib("check", "desk/a.txt", "--select", "unattributed-quote").stdout
    assert attrib("check", "desk/a.txt", "--select", "unattributed-quote").exit_code == 0


# What a file may say


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        pytest.param('\npublicaton = "x"\n', ['attrib.toml:2: unknown key "publicaton": did you mean "publication"?'], id="unknown-key"),
        pytest.param("too-anonymous = 0.2\n", ['unknown key "too-anonymous": did you mean "budgets.too-anonymous"?'], id="key-outside-its-table"),
        pytest.param("[budgets]\ntoo_anonymous = 0.2\n", ['attrib.toml:2: unknown key "too_anonymous": did you mean "too-anonymous"?'], id="key-in-a-table"),
        pytest.param('profile = "reuter"\n', ['did you mean "reuters"?'], id="profile"),
        pytest.param('select = [\n  "ATT1",\n  "bare-sorce",\n]\n', ['attrib.toml:3: select: there is no rule "bare-sorce": did you mean'], id="rule"),
        pytest.param('[per-file-ignores]\n"x/" = ["ATT1"]\n"y/" = ["ATT0"]\n', ["attrib.toml:3: per-file-ignores.y/: there is no rule"], id="rule-in-a-table"),
        pytest.param('[severity]\nbare-sorce = "error"\n', ['attrib.toml:2: severity: there is no rule "bare-sorce"'], id="rule-as-a-key"),
        pytest.param('severity.bare-source = "off"\n', ['"off" is none of error, warning, info; to turn a rule off, ignore it'], id="off"),
        pytest.param("min-confidence = 1.5\n", ["attrib.toml:1: min-confidence: 1.5 is no number from 0 to 1"], id="share"),
        pytest.param("min-confidence = true\n", ["attrib.toml:1: min-confidence: true is no number from 0 to 1"], id="flag-for-a-share"),
        pytest.param("budgets = 3\n", ["attrib.toml:1: budgets: 3 is no table: write [budgets]"], id="no-table"),
        pytest.param('ignore = "bare-source"\n', ['attrib.toml:1: ignore: "bare-source" is no list'], id="no-list"),
        pytest.param('[budgets]\ntoo-few-sources = 2.5\n', ["attrib.toml:2: budgets.too-few-sources: 2.5 is no whole number"], id="count"),
        pytest.param('respect-gitignore = "yes"\n', ['"yes" is neither true nor false'], id="flag"),
        pytest.param('exclude = ["a", "!"]\n', ['attrib.toml:1: exclude: "!" is no pattern'], id="pattern"),
        pytest.param('x = 1\n[severity]\nATT1 = "bad"\n', ["attrib.toml:1:", "attrib.toml:3:"], id="all-at-once-in-order"),
        pytest.param('profile = "ap"\nprofile = "ap"\n', ["attrib.toml:2: this is no TOML"], id="no-toml"),
        pytest.param('people = ["Ana', ["attrib.toml:1: this is no TOML"], id="no-toml-at-the-end"),
        pytest.param('extend = "gone.toml"\n', ["attrib.toml:1: extend: there is no file gone.toml"], id="extend-nothing"),
        pytest.param('\nextend = "./attrib.toml"\n', ["attrib.toml:2: extend: attrib.toml builds on this file itself"], id="extend-itself"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(content: str, expected: list[str]) -> None:
    write({"attrib.toml": content, "a.txt": CALM})
    lines = complaints("a.txt")
    assert len(lines) == len(expected)
    for line, words in zip(lines, expected, strict=True):
        assert words in line


def test_lines_of_pyproject_are_its_own() -> None:
    write({"pyproject.toml": '[project]\nprofile = "x"\n\n[tool.attrib]\nprofil = "ap"\n', "a.txt": CALM})
    assert complaints("a.txt") == ['attrib: pyproject.toml:5: unknown key "profil": did you mean "profile"?']


def test_options_are_checked_alike() -> None:
    write({"a.txt": CALM})
    assert complaints("--select", "bare-sorce", "--min-confidence", "3", "a.txt") == [
        'attrib: --select: there is no rule "bare-sorce": did you mean "bare-source"?',
        "attrib: --min-confidence: 3.0 is no number from 0 to 1",
    ]


KEY = st.text("ab-", min_size=1, max_size=3).filter(lambda key: key.strip("-"))
VALUE = st.sampled_from(['"x"', "'[a]'", '"""\nb = 1\n"""', "'''\n# [c]\n'''", '[\n  "[",\n  "#",\n]', "{ a = [1,\n 2] }", "1 # ] [x]", "[1, [2]]"])


@given(st.lists(st.tuples(KEY, VALUE, st.booleans(), st.sampled_from(["", "\n", "# c = 1\n"])), min_size=1, max_size=6, unique_by=lambda entry: entry[0]))
def test_every_key_is_found_on_its_line(entries: list[tuple[str, str, bool, str]]) -> None:
    text, expected = "", {}
    table: tuple[str, ...] = ()
    for key, value, opens_table, before in entries:
        if opens_table:
            text += f"[t.{key}]\n"
            table = ("t", key)
        text += before
        expected[(*table, key)] = text.count("\n") + 1
        text += f'{key if key[0] == "a" else repr(key)} = {value}\n'
    tomllib.loads(text)
    lines = KeyLines(text)
    assert {key: lines.line(key) for key in expected} == expected


# What it decides


@pytest.mark.parametrize(
    ("content", "args", "expected"),
    [
        pytest.param("", [], {"bare-source", "secondhand-chain", "unattributed-quote"}, id="default"),
        pytest.param('select = ["ATT103"]', [], {"bare-source"}, id="code"),
        pytest.param('select = ["att3"]', [], {"secondhand-chain"}, id="prefix"),
        pytest.param('select = ["speakers", "secondhand-chain"]', [], {"unattributed-quote", "secondhand-chain"}, id="group-and-name"),
        pytest.param('select = ["ALL"]\nignore = ["ATT1"]', [], {"secondhand-chain", "unattributed-quote"}, id="ignore"),
        pytest.param('select = ["ATT103"]\nignore = ["ATT"]', [], {"bare-source"}, id="the-more-exact-wins"),
        pytest.param('select = ["ATT103"]\nignore = ["bare-source"]', [], set(), id="ignore-wins-a-tie"),
        pytest.param('select = ["ATT3"]\nextend-select = ["ATT2"]', [], {"secondhand-chain", "unattributed-quote"}, id="extend-select"),
        pytest.param('select = ["ATT3"]', ["--extend-select", "bare-source"], {"secondhand-chain", "bare-source"}, id="option-extends"),
        pytest.param('ignore = ["ATT3"]', ["--select", "ATT1,ATT3"], {"bare-source", "secondhand-chain"}, id="option-selects-anew"),
        pytest.param("", ["--ignore", "anonymity", "--ignore", "provenance"], {"unattributed-quote"}, id="options-ignore"),
        pytest.param('[per-file-ignores]\n"*.txt" = ["anonymity"]\n"b.txt" = ["ATT3"]', [], {"secondhand-chain", "unattributed-quote"}, id="per-file"),
        pytest.param('publication = "The Harbour Gazette"\naliases = ["Axios"]', [], {"bare-source", "unattributed-quote"}, id="publication"),
        pytest.param("min-confidence = 1.0", [], set(), id="min-confidence"),
    ],
)
def test_which_rules_run(content: str, args: list[str], expected: set[str]) -> None:
    write({"attrib.toml": content, "a.txt": f"{CALM}\n{QUOTE}\n{BARE}\n{CHAIN}"})
    assert {rule for rule, _ in found(*args, "a.txt")} & THREE == expected


def test_severity_by_the_most_exact_name() -> None:
    write({"a.txt": f"{CALM}\n{BARE}\n{CHAIN}", "attrib.toml": '[severity]\nATT = "info"\nprovenance = "error"\nATT301 = "warning"\n'})
    lines = attrib("check", "a.txt").stdout
    assert "info ATT103" in lines
    assert "warning ATT301" in lines


def test_per_file_ignores_are_relative_to_the_file_that_counts() -> None:
    write({
        "house/base.toml": '[per-file-ignores]\n"/opinion/" = ["bare-source"]\n',
        "desk/attrib.toml": 'extend = "../house/base.toml"',
        "desk/opinion/a.txt": BARE,
        "desk/news/opinion/a.txt": BARE,
    })
    assert rules_found("desk") == {"desk/news/opinion/a.txt": {"bare-source"}, "desk/opinion/a.txt": set()}


def test_a_model_of_one_s_own() -> None:
    write({"deep/attrib.toml": 'model = "../own.npz"', "deep/a.txt": CALM})
    assert "own.npz: cannot read the model" in attrib_failing("check", "deep/a.txt")
    assert "other.npz: cannot read the model" in attrib_failing("label", "--model", "other.npz", "deep/a.txt")


def test_labels_are_unsure_below_what_is_configured() -> None:
    write({"doubting/attrib.toml": "unsure-below = 1", "doubting/a.txt": CALM, "a.txt": CALM})
    for command in ("label", "check"):
        documents = json.loads(attrib(command, "--format", "json", ".").stdout)["documents"]
        assert {d["path"]: d["sentences"][0]["unsure"] for d in documents} == {"a.txt": False, "doubting/a.txt": True}
    assert "\n? " in attrib("label", "doubting/a.txt").stdout
    assert "\n? " not in attrib("label", "--unsure-below", "0", "doubting/a.txt").stdout


# Which drafts are read


def drafts(*args: str) -> set[str]:
    return set(rules_found(*args))


def test_excluded_drafts_are_left_out_of_folders() -> None:
    write({"attrib.toml": 'exclude = ["archive/", "*-old.md", "!keep-old.md"]', "a.txt": CALM, "b.md": CALM, "archive/c.txt": CALM, "deep/archive/d.txt": CALM})
    Path("b-old.md").write_text(CALM)
    Path("keep-old.md").write_text(CALM)
    assert drafts(".") == {"a.txt", "b.md", "keep-old.md"}
    assert drafts(".", "archive/c.txt") == {"a.txt", "b.md", "keep-old.md", "archive/c.txt"}
    assert drafts("--force-exclude", ".", "archive/c.txt", "deep/archive") == {"a.txt", "b.md", "keep-old.md"}
    assert drafts("--exclude", "b.md", ".") == {"a.txt", "archive/c.txt", "deep/archive/d.txt", "b-old.md", "keep-old.md"}


def test_a_folder_with_nothing_left_is_said() -> None:
    write({"attrib.toml": 'exclude = ["archive/"]', "archive/a.txt": CALM})
    assert "archive: no drafts in this folder but what the configuration" in attrib("check", "archive").stderr


def test_what_git_ignores_is_left_out() -> None:
    write({".gitignore": "build/\n*.txt\n!kept.txt\n", "build/a.md": CALM, "deep/b.txt": CALM, "kept.txt": CALM, "deep/.gitignore": "!b.txt\n", "c.txt": CALM})
    assert drafts(".") == {"deep/b.txt", "kept.txt"}
    assert drafts("c.txt") == {"c.txt"}
    assert drafts("--no-respect-gitignore", ".") == {"build/a.md", "c.txt", "deep/b.txt", "kept.txt"}
    write({"attrib.toml": "respect-gitignore = false"})
    assert drafts(".") == {"build/a.md", "c.txt", "deep/b.txt", "kept.txt"}


def test_forced_exclusion_may_leave_nothing_to_do() -> None:
    write({"attrib.toml": 'exclude = ["*.txt"]\nforce-exclude = true', "a.txt": BARE})
    assert attrib("check", "a.txt").exit_code == 0


# Showing and starting


def test_show_says_where_each_value_came_from() -> None:
    write({
        "house.toml": 'publication = "The Harbour Gazette"\n[severity]\nanonymity = "warning"\n',
        "attrib.toml": 'extend = "house.toml"\nprofile = "strict"\nextend-select = ["ATT103"]\n[per-file-ignores]\n"op ed/" = ["ATT3"]\n',
    })
    shown = attrib("config", "show", "op ed/a.md", "--ignore", "ATT2").stdout
    assert re.search(r'^publication = "The Harbour Gazette"  # house.toml:1$', shown, re.MULTILINE)
    assert re.search(r'^profile = "strict"  # attrib.toml:2$', shown, re.MULTILINE)
    assert re.search(r"^min-confidence = 0.0  # default$", shown, re.MULTILINE)
    assert re.search(r"^too-anonymous = [\d.]+  # profile strict$", shown, re.MULTILINE)
    assert re.search(r'^  "ATT103",  # bare-source: attrib.toml:3$', shown, re.MULTILINE)
    assert re.search(r'^  "ATT301",  # secondhand-chain: profile strict; ignored here by attrib.toml:5$', shown, re.MULTILINE)
    assert re.search(r'^ATT103 = "warning"  # house.toml:3$', shown, re.MULTILINE)
    assert "ATT201" not in shown


def test_what_is_shown_can_be_pasted_back() -> None:
    write({
        "attrib.toml": 'publication = "Axios"\nprofile = "npr"\nignore = ["ATT2"]\nmin-confidence = 0.1\nexclude = ["x y"]\n[severity]\nATT1 = "info"\n'
        '[budgets]\ntoo-few-sources = 2\n[per-file-ignores]\n"o\\"p/*.md" = ["ATT3"]\n',
    })
    before = attrib("config", "show", "a.md").stdout
    write({"attrib.toml": before})
    after = attrib("config", "show", "a.md").stdout
    assert tomllib.loads(after) == tomllib.loads(before)
    assert re.sub("  # .*", "", after) == re.sub("  # .*", "", before)


def test_init_writes_a_configuration_that_changes_nothing() -> None:
    before = attrib("config", "show", "a.md").stdout
    assert attrib("init").exit_code == 0
    after = attrib("config", "show", "a.md").stdout
    assert re.sub("  # .*", "", after) == re.sub("  # .*", "", before)


def test_every_example_of_init_is_valid() -> None:
    write({"newsroom.toml": "", "drafts/a.txt": CALM})
    attrib("init", "drafts")
    file = Path("drafts/attrib.toml")
    examples = re.sub(r'^# (?=[a-z-]+ = |")', "", file.read_text(), flags=re.MULTILINE)
    assert len(tomllib.loads(examples)) > 12
    file.write_text(examples)
    shown = attrib("config", "show", "drafts/a.txt")
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert "default\n" not in shown.stdout.partition("select")[0]


@pytest.mark.parametrize("name", ["attrib.toml", ".attrib.toml"])
def test_init_overwrites_nothing(name: str) -> None:
    Path(name).write_text("# mine\n")
    result = attrib("init")
    assert result.exit_code == 0
    assert f"{name}: exists and is left alone" in result.stdout
    assert Path(name).read_text() == "# mine\n"
    assert {"attrib.toml", ".attrib.toml"} & {path.name for path in Path().iterdir()} == {name}
