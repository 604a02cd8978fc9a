"""What `attrib init` writes: a configuration, and what runs attrib in pre-commit, GitHub and GitLab."""

from __future__ import annotations

from importlib.resources import files

from attrib import __version__

_PATHS = {
    "pre-commit.yaml": ".pre-commit-config.yaml",
    "github.yaml": ".github/workflows/attrib.yml",
    "gitlab.yaml": ".gitlab-ci.yml",
}


def starter_files(config: str) -> dict[str, str]:
    """Text by path from the repository's root; `config` is that of the configuration."""
    return {"attrib.toml": config, **{path: _template(name) for name, path in _PATHS.items()}}


def _template(name: str) -> str:
    """A template of `data/init`, for this version of attrib."""
    text = files("attrib").joinpath("data", "init", name).read_text(encoding="utf-8")
    return text.replace("@VERSION@", __version__)
