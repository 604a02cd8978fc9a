"""What runs attrib elsewhere: the hook, the action, and the files of `attrib init`."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from typer.testing import CliRunner

from attrib import __version__
from attrib.cli import app
from attrib.config.show import template
from attrib.init import starter_files

ROOT = Path(__file__).parents[1]
WRITTEN = starter_files(template())
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
BASH = shutil.which("bash")


def schema_passes(schema: str, path: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("schema", "name"), [("vendor.github-workflows", ".github/workflows/attrib.yml"), ("vendor.gitlab-ci", ".gitlab-ci.yml")])
def test_starter_files_are_valid(schema: str, name: str, tmp_path: Path) -> None:
    path = tmp_path / Path(name).name
    path.write_text(WRITTEN[name])
    schema_passes(schema, path)


def test_the_action_is_valid() -> None:
    schema_passes("vendor.github-actions", ROOT / "action.yml")


@pytest.mark.parametrize("check", ["validate-config", "validate-manifest"])
def test_pre_commit_takes_the_hook_and_its_entry(check: str, tmp_path: Path) -> None:
    path = tmp_path / ".pre-commit-config.yaml" if check == "validate-config" else ROOT / ".pre-commit-hooks.yaml"
    if check == "validate-config":
        path.write_text(WRITTEN[".pre-commit-config.yaml"])
    done = subprocess.run([sys.executable, "-m", "pre_commit", check, str(path)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_starter_files_name_this_version() -> None:
    assert [name for name, text in WRITTEN.items() if f"v{__version__}" not in text] == ["attrib.toml"]
    assert "@VERSION@" not in "".join(WRITTEN.values())


def test_init_writes_what_is_not_there(tmp_path: Path) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("stages: []\n")
    done = CliRunner().invoke(app, ["init", str(tmp_path)])
    assert done.exit_code == 0
    assert [name for name in WRITTEN if (tmp_path / name).read_text() != WRITTEN[name]] == [".gitlab-ci.yml"]
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "stages: []\n"
    assert f"{tmp_path / '.gitlab-ci.yml'}: exists" in done.stdout


def test_init_prints_without_writing(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["init", "--print", str(tmp_path)])
    assert all(text in done.stdout for text in WRITTEN.values())
    assert list(tmp_path.iterdir()) == []


# the action


def test_no_input_becomes_part_of_a_script() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"] if "run" in step]
    assert len(scripts) == 2
    assert [s for s in scripts if "${{" in s] == []


def test_what_the_action_uses_is_pinned() -> None:
    uses = [step["uses"] for step in ACTION["runs"]["steps"] if "uses" in step] + re.findall(r"uses: (actions/\S+)", WRITTEN[".github/workflows/attrib.yml"])
    assert len(uses) == 3
    assert [u for u in uses if not re.search(r"@[0-9a-f]{40}$", u)] == []


def run_check(tmp_path: Path, **inputs: str) -> tuple[int, list[str], str]:
    """Runs the action's own script with a stand-in for attrib: its exit code, the arguments attrib got, the outputs."""
    arguments, outputs = tmp_path / "arguments", tmp_path / "outputs"
    outputs.touch()
    attrib = tmp_path / "attrib"
    attrib.write_text(f"#!{BASH}\nprintf '%s\\0' \"$@\" > {arguments}\ntouch \"$RUNNER_TEMP/attrib.sarif\"\nexit 1\n")
    attrib.chmod(0o755)
    (step,) = [step for step in ACTION["runs"]["steps"] if step.get("id") == "check"]
    given = {f"inputs.{name}": value.get("default", "") for name, value in ACTION["inputs"].items()} | {"steps.install.outputs.attrib": str(attrib)}
    given |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    env = {name: given[value.removeprefix("${{ ").removesuffix(" }}")] for name, value in step["env"].items()}
    runner = {"PATH": os.environ["PATH"], "RUNNER_TEMP": str(tmp_path), "GITHUB_OUTPUT": str(outputs)}
    done = subprocess.run([str(BASH), "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], env=env | runner, cwd=tmp_path, check=False)
    got = arguments.read_text().split("\0")[:-1] if arguments.exists() else []
    return done.returncode, got, outputs.read_text()


needs_bash = pytest.mark.skipif(BASH is None, reason="the action's scripts need bash")


@needs_bash
def test_the_action_checks_and_passes_the_exit_code_on(tmp_path: Path) -> None:
    sarif = f"{tmp_path}/attrib.sarif"
    assert run_check(tmp_path) == (1, ["check", "--format", "github", "--output", f"sarif={sarif}", "--fail-on", "warning", "--", "."], f"sarif={sarif}\n")


@needs_bash
def test_inputs_of_the_action_become_arguments(tmp_path: Path) -> None:
    _, arguments, _ = run_check(
        tmp_path, paths="drafts\nlive blog.md\n", config="desk.toml", fail_on="error", excerpts="none", args="--publication\nThe Harbour Gazette"
    )
    assert arguments[5:] == [
        "--fail-on", "error", "--config", "desk.toml", "--redact", "--publication", "The Harbour Gazette", "--", "drafts", "live blog.md",
    ]  # fmt: skip


@needs_bash
def test_hostile_inputs_of_the_action_stay_arguments(tmp_path: Path) -> None:
    evil = "$(touch owned); touch owned `touch owned` \"'\\ *"
    _, arguments, _ = run_check(tmp_path, paths=f"{evil}\n--model=x", config=evil, fail_on=evil, args=evil)
    assert [a for a in arguments if "owned" in a] == [evil] * 4
    assert arguments[-3:] == ["--", evil, "--model=x"]
    assert not (tmp_path / "owned").exists()


@needs_bash
def test_the_action_refuses_an_amount_of_excerpts_it_does_not_know(tmp_path: Path) -> None:
    assert run_check(tmp_path, excerpts="everything") == (2, [], "")


# pre-commit


def git(*arguments: str, cwd: Path) -> None:
    identity = ["-c", "user.name=desk", "-c", "user.email=desk@example.org", "-c", "init.defaultBranch=main", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=cwd, check=True, capture_output=True, timeout=60)


@pytest.mark.skipif(shutil.which("git") is None, reason="pre-commit needs git")
def test_the_hook_in_the_real_pre_commit(tmp_path: Path) -> None:
    """A clone of the project as the hook's repository, and a newsroom's repository that uses it."""
    hook, newsroom = tmp_path / "hook", tmp_path / "newsroom"
    shutil.copytree(ROOT / "attrib", hook / "attrib", ignore=shutil.ignore_patterns("__pycache__", "training"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, hook / name)
    git("init", "-q", cwd=hook)
    git("add", "-A", cwd=hook)
    git("commit", "-qm", "attrib", cwd=hook)
    git("tag", f"v{__version__}", cwd=hook)
    newsroom.mkdir()
    git("init", "-q", cwd=newsroom)
    (newsroom / ".pre-commit-config.yaml").write_text(re.sub("repo: .*", f"repo: {hook}", WRITTEN[".pre-commit-config.yaml"]))
    (newsroom / "clean.md").write_text("Rain fell on the town all night.\n")
    (newsroom / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0")
    git("add", "-A", cwd=newsroom)
    quiet = hook_run(newsroom, tmp_path)
    if quiet.returncode and re.search("Could not find a version|Failed to establish|Connection|Temporary failure in name", quiet.stdout):
        pytest.skip("pip cannot reach the package index, so pre-commit cannot install the hook")
    assert quiet.returncode == 0, quiet.stdout
    (newsroom / "draft.md").write_text("A source said the deal was off.\n")
    git("add", "-A", cwd=newsroom)
    found = hook_run(newsroom, tmp_path)
    assert found.returncode == 1
    assert "draft.md:1:1: error ATT103 bare-source" in found.stdout
    assert "clean.md" not in found.stdout


def hook_run(newsroom: Path, home: Path) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k != "PYTHONPATH" and not k.startswith("GIT_")} | {"PRE_COMMIT_HOME": str(home / "cache")}
    command = [sys.executable, "-m", "pre_commit", "run", "--all-files", "--color", "never"]
    return subprocess.run(command, cwd=newsroom, env=env, capture_output=True, text=True, check=False, timeout=600)
