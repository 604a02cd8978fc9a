"""What can go wrong with what the user gave us, and the exit code that tells."""

from __future__ import annotations

from enum import IntEnum


class ExitStatus(IntEnum):
    """Exit codes of the command line, the same for every command."""

    CLEAN = 0
    FINDINGS = 1
    ERROR = 2


class AttribError(Exception):
    """A problem to report in one message: what, where, and what to do about it."""


class UnreadableDraft(AttribError):
    """One draft that cannot be read; the others go on."""


class ConfigError(AttribError):
    """A configuration that cannot be used; one line of the message for each thing wrong with it."""


class ModelError(AttribError):
    """A model file that is missing, damaged, or of another version."""
