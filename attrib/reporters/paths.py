"""A draft's path as other programs want it: relative to the working directory, which in CI is the repository's root."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import quote_from_bytes


def relative_path(path: str) -> str:
    """With slashes, relative to the working directory where it lies inside, otherwise absolute."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100 (resolve() would follow links away from the repository)
    root = Path.cwd()
    return (absolute.relative_to(root) if absolute.is_relative_to(root) else absolute).as_posix()


def relative_uri(path: str) -> str:
    """The same as a percent-encoded URI reference; a `file:` URI where the draft lies elsewhere."""
    plain = relative_path(path)
    if Path(plain).is_absolute():
        return Path(plain).as_uri()
    return quote_from_bytes(os.fsencode(plain), safe="/~")
