"""What a newsroom decides about its checks, and where it says so."""

from attrib.config.config import Config
from attrib.config.files import FILE_NAMES, from_command_line, has_section
from attrib.config.find import Configs

__all__ = ["FILE_NAMES", "Config", "Configs", "from_command_line", "has_section"]
