"""How texts are stored among the definitions: by hash, each beside the version that was read from it. Pure."""

from collections.abc import Mapping
from typing import Any

from kinhbac.services.catalogue.types import Texts

PROCEDURE = "procedure"
TEXTS = "procedure_text"
SHARED = "shared_text"


def kept_texts(key: str, definition: str, texts: Texts) -> dict[str, Any]:
    """Return the files of a version as they are stored.

    Args:
        key: of the procedure.
        definition: hash of what was read from them.
        texts: the files.
    """
    return {"key": key, "definition": definition, "files": dict(texts)}


def files_in(plain: Mapping[str, Any]) -> dict[str, str]:
    """Return the files that `kept_texts` stored."""
    return dict(plain["files"])
