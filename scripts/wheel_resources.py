"""Build hook: puts the resource folders into the wheel, beside the code.

Only into a real wheel. An editable install reads them where they are, in the checkout; a copy
made at installation would be stale after the first edit.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class ResourceHook(BuildHookInterface):  # type: ignore[type-arg]
    """Adds each folder of ``resources`` in its settings as ``taizhang/resources/<name>``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Names the folders to include; a missing one stops the build."""
        if version == "editable":
            return
        for name, folder in self.config["resources"].items():
            build_data["force_include"][folder] = f"taizhang/resources/{name}"
