"""The command line as its users meet it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from commandline import attrib

from attrib import __version__
from attrib.analysis import Analysis
from attrib.cli.output import Progress
from attrib.document import Document
from attrib.rules import RULES

QUIET = "Rain fell on the town all night.\n\nThe river rose by two metres before dawn.\n"
WARNED = "The minister resigned on Monday, a U.S. official told Axios.\n"
FAILED = "A source said the deal was off.\n"


def process(*args: str | Path, **more: Any) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "attrib", *map(str, args)], capture_output=True, check=False, timeout=120, **more)


Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def make(name: str, content: str | bytes = QUIET) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return make


def test_version() -> None:
    result = attrib("--version")
    assert (result.exit_code, result.stdout) == (0, f"attrib {__version__}\n")


@pytest.mark.parametrize(
    "args",
    [
        ["label"],
        ["config"],
        ["baseline", "read", "a.txt"],
        ["check", "--fail-on", "sometimes", "a.txt"],
        ["label", "--format", "xml", "a.txt"],
        ["lable", "a.txt"],
        ["explain"],
    ],
)
def test_wrong_usage_exits_2(args: list[str]) -> None:
    result = attrib(*args)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_a_quiet_draft(command: str, write: Write) -> None:
    result = attrib(command, write("quiet.txt"))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout


@pytest.mark.parametrize("content", ["", " \n\n\t\n"])
@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_an_empty_draft_is_a_draft(command: str, content: str, write: Write) -> None:
    assert attrib(command, write("empty.txt", content)).exit_code == 0


def test_an_empty_draft_has_no_sentences(write: Write) -> None:
    (document,) = json.loads(attrib("label", "--format", "json", write("empty.txt", "")).stdout)["documents"]
    assert document["sentences"] == []


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("Café".encode()[:-1] + b" owners said \xe2\x80\x9cso\xe2\x80\x9d.\n", id="damaged-utf-8"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", id="png"),
        pytest.param(b"Rain\x00fell\x00on\x00us", id="nul-bytes"),
    ],
)
@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_what_is_no_text_is_skipped(command: str, content: bytes, write: Write) -> None:
    path = write("bad.txt", content)
    result = attrib(command, path)
    assert result.exit_code == 2
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"attrib: {path}: ")
    assert line.count(str(path)) == 1


@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_a_guessed_encoding_is_told_once_and_the_draft_is_read(command: str, write: Write) -> None:
    path = write("draft.txt", "“Rain fell,” said Ana Ruiz.\n".encode("cp1252"))
    result = attrib(command, "--fail-on", "never", path) if command == "check" else attrib(command, path)
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [f"attrib: {path}: warning: not UTF-8: read as Windows-1252, which is a guess; save it as UTF-8 to be sure"]
    assert "\ufffd" not in result.stdout


def test_the_json_document_says_what_was_guessed(write: Write) -> None:
    sure, guessed = write("a.txt", QUIET), write("b.txt", "“Rain fell,” said Ana Ruiz.\n".encode("cp1252"))
    documents = json.loads(attrib("label", "--format", "json", sure, guessed).stdout)["documents"]
    assert [d["warnings"] for d in documents] == [[], [{"message": "not UTF-8: read as Windows-1252, which is a guess; save it as UTF-8 to be sure"}]]


@pytest.mark.parametrize("command", ["label", "sources", "check"])
def test_a_missing_file_is_skipped(command: str, tmp_path: Path) -> None:
    result = attrib(command, tmp_path / "nowhere.txt")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"attrib: {tmp_path / 'nowhere.txt'}: ")


def test_a_folder_without_drafts_is_skipped(tmp_path: Path) -> None:
    result = attrib("check", tmp_path)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"attrib: {tmp_path}: ")


def test_one_bad_draft_does_not_stop_the_others(write: Write, tmp_path: Path) -> None:
    first, bad, last = write("a.txt"), write("b.txt", b"\xff\xfe\xff"), write("c.txt", FAILED)
    result = attrib("check", "--format", "json", first, bad, last, tmp_path / "d.txt")
    assert result.exit_code == 2
    run = json.loads(result.stdout)
    assert [d["path"] for d in run["documents"]] == [str(first), str(last)]
    assert {s["path"] for s in run["skipped"]} == {str(bad), str(tmp_path / "d.txt")}
    assert all(s["reason"] and s["path"] not in s["reason"] for s in run["skipped"])
    assert len(result.stderr.splitlines()) == 2


def test_a_folder_is_walked(write: Write, tmp_path: Path) -> None:
    paths = [write("a.txt"), write("b.md")]
    write("c.png", b"\x89PNG")
    assert [d["path"] for d in json.loads(attrib("label", "--format", "json", tmp_path).stdout)["documents"]] == list(map(str, paths))


def test_json_of_nothing_readable_is_still_a_document(tmp_path: Path) -> None:
    run = json.loads(attrib("label", "--format", "json", tmp_path / "nowhere.txt").stdout)
    assert (run["version"], run["documents"], len(run["skipped"])) == (1, [], 1)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_json_offsets_are_true(newline: str, write: Write) -> None:
    text = (QUIET + "\n“Naïve,” said Ana Ruiz, the mayor. She laughed 😀.\n\n" + WARNED).replace("\n", newline)
    path = write("draft.txt", text)
    run = json.loads(attrib("label", "--format", "json", "--publication", "The Daily Planet", path).stdout)
    assert (run["version"], run["tool"], run["skipped"]) == (1, {"name": "attrib", "version": __version__}, [])
    (document,) = run["documents"]
    assert (document["path"], document["publication"]) == (str(path), "The Daily Planet")
    assert document["totals"]["sentences"] == len(document["sentences"]) >= 4
    for sentence in document["sentences"]:
        assert sentence["text"] == text[sentence["start"] : sentence["end"]]
        before = text[: sentence["start"]].split("\n")
        assert (sentence["line"], sentence["column"]) == (len(before), len(before[-1]) + 1)
        assert sentence["label"] in {"named", "anonymous", "unattributed"}
        assert 0 <= sentence["confidence"] <= 1


def test_check_and_label_print_the_same_document(write: Write) -> None:
    path = write("draft.txt", WARNED + "\n" + FAILED)
    assert attrib("check", "--format", "json", path).stdout == attrib("label", "--format", "json", path).stdout


def test_label_does_not_fail_on_findings(write: Write) -> None:
    assert attrib("label", "--format", "json", write("draft.txt", FAILED)).exit_code == 0


@pytest.mark.parametrize(
    ("content", "fail_on", "code"),
    [
        (QUIET, "info", 0),
        (FAILED, "never", 0),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "info", 1),
        (FAILED, "error", 1),
        (FAILED, "warning", 1),
    ],
)
def test_fail_on_decides_the_exit_code(content: str, fail_on: str, code: int, write: Write) -> None:
    assert attrib("check", "--fail-on", fail_on, write("draft.txt", content)).exit_code == code


def test_exit_zero_hides_findings_and_nothing_else(write: Write, tmp_path: Path) -> None:
    path = write("draft.txt", FAILED)
    assert attrib("check", "--exit-zero", path).exit_code == 0
    assert "bare-source" in attrib("check", "--exit-zero", path).stdout
    assert attrib("check", "--exit-zero", path, tmp_path / "nowhere.txt").exit_code == 2


def test_a_file_instead_of_printing(write: Write, tmp_path: Path) -> None:
    report = tmp_path / "report.json"
    result = attrib("check", "--format", "json", "--output", report, write("draft.txt", FAILED))
    assert (result.exit_code, result.stdout) == (1, "")
    assert json.loads(report.read_text())["documents"][0]["findings"]


def test_several_formats_in_one_run(write: Write, tmp_path: Path) -> None:
    path, sarif, text = write("draft.txt", FAILED), tmp_path / "a=b.sarif", tmp_path / "report.txt"
    result = attrib("check", "--format", "concise", "--color", "always", "-o", f"sarif={sarif}", "-o", f"full={text}", path)
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{path}:1:1: \x1b")
    assert [r["ruleId"] for r in json.loads(sarif.read_text())["runs"][0]["results"]] == ["ATT103"]
    assert "\x1b" not in text.read_text()
    assert "bare-source" in text.read_text()


@pytest.mark.parametrize(
    "args", [["--format", "xml"], ["-o", "a.json", "-o", "b.json"], ["-o", "sarif="], ["-o", "xml=report.xml"], ["--redact", "--excerpts"]]
)
def test_outputs_that_make_no_sense(args: list[str], write: Write) -> None:
    result = attrib("check", *args, write("draft.txt"))
    assert (result.exit_code, result.stdout) == (2, "")


def test_a_report_that_cannot_be_written(write: Write, tmp_path: Path) -> None:
    result = process("check", "-o", tmp_path / "no" / "where.txt", write("draft.txt", FAILED))
    assert result.returncode == 2
    assert b"where.txt: cannot be written" in result.stderr


def test_progress_shows_on_a_terminal_when_it_lasts() -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    times = iter([0.0, 1.9, 2.1, 3.0])
    shown = Terminal()
    progress = Progress(shown, 12, clock=lambda: next(times))
    progress.show(1)
    progress.clear()
    assert shown.getvalue() == ""
    progress.show(9)
    progress.show(10)
    progress.clear()
    assert shown.getvalue() == "\r9/12 drafts\r10/12 drafts\r            \r"


def test_progress_stays_out_of_a_file() -> None:
    log = io.StringIO()
    Progress(log, 2, patience=0).show(1)
    assert log.getvalue() == ""


@pytest.mark.parametrize(("line", "expected"), [("attrib che", "check"), ("attrib check --select bare-", "bare-source"), ("attrib explain ATT30", "ATT301")])
def test_the_shell_completes(line: str, expected: str) -> None:
    words = os.environ | {"_ATTRIB_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    result = subprocess.run([sys.executable, "-c", "from attrib.cli import main; main()"], env=words, capture_output=True, text=True, check=False, timeout=120)
    assert expected in result.stdout.split()


def test_check_says_where_and_what(write: Write) -> None:
    path = write("draft.txt", QUIET + "\n" + FAILED)
    result = attrib("check", "--format", "concise", path)
    assert result.exit_code == 1
    finding, closing = result.stdout.splitlines()
    assert finding.startswith(f"{path}:5:1: error ATT103 bare-source: ")
    assert closing == "1 finding in 1 draft: 1 error"


def test_what_was_told_to_the_draft_s_own_outlet_is_not_second_hand(write: Write) -> None:
    path = write("draft.txt", WARNED)
    assert "secondhand-chain" in attrib("check", path).stdout
    assert "secondhand-chain" not in attrib("check", "--publication", "Axios", path).stdout
    assert "secondhand-chain" not in attrib("check", "--publication", "The Daily Planet", "--publication", "Axios", path).stdout


def test_annotations_beyond_what_github_shows_go_to_the_step_summary(write: Write, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    summary.write_text("# Earlier\n")
    write("few.txt", FAILED)
    assert attrib("check", "--format", "github", tmp_path, env={"GITHUB_STEP_SUMMARY": str(summary)}).exit_code == 1
    few = summary.read_text()
    for number in range(12):
        write(f"draft-{number}.txt", FAILED)
    result = attrib("check", "--format", "github", tmp_path, env={"GITHUB_STEP_SUMMARY": str(summary)})
    assert result.stdout.count("::error ") == 13
    assert (few, summary.read_text().count("| error |")) == ("# Earlier\n", 3)


@pytest.mark.parametrize(("option", "quoted"), [(["--redact"], []), ([], ["“A source”"]), (["--excerpts"], ["“A source”", "the deal was off"])])
def test_how_much_a_report_quotes(option: list[str], quoted: list[str], write: Write) -> None:
    shown = attrib("check", "--format", "github", *option, write("draft.txt", FAILED)).stdout
    assert [words for words in ("“A source”", "the deal was off") if words in shown] == quoted


def test_sources_names_who_is_quoted(write: Write) -> None:
    path = write("draft.txt", "Ana Ruiz, the mayor, said the bridge was safe.\n\n“It will stand,” Ruiz said.\n")
    (document,) = json.loads(attrib("sources", "--format", "json", path).stdout)["documents"]
    assert [(s["name"], s["identified"], s["sentences"], s["line"]) for s in document["sources"]] == [("Ana Ruiz", True, 2, 1)]
    assert "Ana Ruiz" in attrib("sources", path).stdout


def test_sources_in_json_keep_to_their_schema(write: Write) -> None:
    schema = json.loads((Path(__file__).parents[1] / "attrib" / "schemas" / "sources-1.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    paths = [write("quiet.txt"), write("chain.txt", WARNED), write("bare.md", FAILED), write("scan.txt", b"\x00\x01\x02\x00")]
    run = json.loads(attrib("sources", "--format", "json", *paths).stdout)
    check = jsonschema.Draft202012Validator(schema)
    check.validate(run)
    assert [s["through"] for d in run["documents"] for s in d["sources"]] == [["Axios"], []]
    assert len(run["skipped"]) == 1
    run["documents"][1]["sources"][0]["kind"] = "rumour"
    assert not check.is_valid(run)


def test_standard_input() -> None:
    result = attrib("label", "--format", "json", "--stdin-filename", "story.md", "-", stdin=b"# Rain\n\nRain *fell* on the town.\n")
    (document,) = json.loads(result.stdout)["documents"]
    assert document["path"] == "story.md"
    assert [(s["text"], s["kind"]) for s in document["sentences"]] == [("Rain", "heading"), ("Rain *fell* on the town.", "paragraph")]


def test_standard_input_without_a_name() -> None:
    result = attrib("check", "-", stdin=FAILED.encode())
    assert result.exit_code == 1
    assert result.stdout.startswith("<stdin>:1:1: error")


def test_bad_standard_input_is_skipped() -> None:
    result = attrib("check", "-", stdin=b"\xff\x00")
    assert result.exit_code == 2
    assert result.stderr.startswith("attrib: <stdin>: ")


def test_a_name_for_standard_input_that_is_not_read(write: Write) -> None:
    result = attrib("check", "--stdin-filename", "story.md", write("draft.txt"))
    assert result.exit_code == 2
    assert "give - as PATH" in " ".join(result.stderr.split())


def test_rules_lists_every_rule() -> None:
    lines = attrib("rules").stdout.splitlines()
    assert [line.split() for line in lines] == [[rule.code, rule.severity.value, rule.name] for rule in RULES]


@pytest.mark.parametrize("key", ["ATT301", "att301", "secondhand-chain"])
def test_explain_gives_reason_and_examples(key: str) -> None:
    result = attrib("explain", key)
    assert result.exit_code == 0
    assert result.stdout.startswith("ATT301 secondhand-chain (warning)\n")
    assert "Bad:\n    The minister has resigned, a U.S. official told Axios.\n" in result.stdout
    assert "Good:\n" in result.stdout


def test_an_unknown_rule_exits_2_with_the_nearest() -> None:
    result = attrib("explain", "bare-sorce")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean bare-source (ATT103)?" in result.stderr


def test_a_rule_like_no_other() -> None:
    result = attrib("explain", "weather")
    assert result.exit_code == 2
    assert "attrib rules" in result.stderr


def test_no_colour_where_output_is_no_terminal(write: Write) -> None:
    path = write("draft.txt", FAILED)
    assert "\x1b" not in attrib("check", path).stdout
    assert "\x1b" not in attrib("check", "--color", "never", path).stdout
    assert "\x1b[" in attrib("check", "--color", "always", path).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(
    ("env", "args", "coloured"),
    [
        pytest.param({"NO_COLOR": "1"}, [], False, id="NO_COLOR"),
        pytest.param({"TERM": "dumb"}, [], False, id="dumb"),
        pytest.param({}, ["--color", "never"], False, id="never"),
        pytest.param({}, [], True, id="auto"),
        pytest.param({"NO_COLOR": ""}, [], True, id="empty-NO_COLOR"),
        pytest.param({"NO_COLOR": "1"}, ["--color", "always"], True, id="always"),
    ],
)
def test_colour_on_a_terminal(env: dict[str, str], args: list[str], coloured: bool, write: Write) -> None:
    import pty

    base = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "TERM"}} | {"TERM": "xterm"}
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "attrib", "check", *args, str(write("draft.txt", FAILED))]
    subprocess.run(command, stdout=theirs, env=base | env, check=False, timeout=120)
    os.close(theirs)
    shown = os.read(ours, 65536)
    os.close(ours)
    assert b"bare-source" in shown
    assert (b"\x1b[" in shown) is coloured


def test_output_is_utf_8_whatever_the_locale(write: Write) -> None:
    path = write("draft.txt", "“Так,” said Ana Ruiz.\n")
    result = process("label", path, env=os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert result.returncode == 0
    assert "“Так,”" in result.stdout.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_closed_pipe_is_no_error() -> None:
    command = [sys.executable, "-m", "attrib", "label", "-"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdin is not None
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        running.stdin.write(QUIET.encode())
        running.stdin.close()
        assert running.stderr.read() == b""
        assert running.wait(timeout=120) == 2


def test_a_fault_of_ours_tells_nothing_of_the_draft(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib import engine

    real = engine.analyze

    def faulty(document: Document, *args: Any) -> Analysis:
        if "secret" in document.text:
            raise ValueError(document.text)
        return real(document, *args)

    monkeypatch.setattr(engine, "analyze", faulty)
    result = attrib("check", write("a.txt", "A secret source said so.\n"), write("b.txt", FAILED))
    assert result.exit_code == 2
    assert "internal error (ValueError" in result.stderr
    assert "secret" not in result.output
    assert "b.txt:1:1: error ATT103" in result.stdout


def test_a_fault_of_a_reporter_skips_one_draft(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from attrib.reporters import json as reporter

    real = reporter.totals
    monkeypatch.setattr(reporter, "totals", lambda draft: 1 / 0 if draft.analysis.document.path.endswith("a.txt") else real(draft))
    result = attrib("label", "--format", "json", write("a.txt"), write("b.txt"))
    run = json.loads(result.stdout)
    assert result.exit_code == 2
    assert [d["path"].endswith("b.txt") for d in run["documents"]] == [True]
    assert "internal error (ZeroDivisionError" in run["skipped"][0]["reason"]


def test_nothing_heavy_is_loaded(write: Write) -> None:
    heavy = "{'charset_normalizer', 'docx', 'jinja2', 'lxml', 'nltk', 'rich', 'scipy', 'sklearn', 'turbohtml'}"
    code = f"import sys; from attrib.cli import main\ntry: main()\nfinally: print(sorted({heavy} & {{m.split('.')[0] for m in sys.modules}}), file=sys.stderr)"
    draft = str(write("draft.txt", QUIET))
    for args in (["--version"], ["check", draft], ["label", "--format", "json", draft], ["sources", "--format", "json", draft]):
        result = subprocess.run([sys.executable, "-c", code, *args], capture_output=True, check=False, timeout=120)
        assert (result.returncode, result.stderr.split()) == (0, [b"[]"])


def test_the_version_needs_no_model() -> None:
    code = "import sys; import attrib.cli; print(any(m in sys.modules for m in ('numpy', 'attrib.engine')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120).stdout.strip() == b"False"
