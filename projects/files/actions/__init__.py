"""Taking in files, and keeping those that wait for their form."""

from projects.files.actions.staging import (
    by_field,
    drop_staged,
    remove_staged,
    remove_stored,
    stage_file,
    sweep_staged_files,
)
from projects.files.actions.sweeping import sweep_leftovers
from projects.files.actions.taking import (
    ALLOWED,
    KINDS,
    LONGEST_NAME,
    WORKBOOKS,
    FileKind,
    StagedUpload,
    check_file,
    kept_name,
    store_file,
)

__all__ = [
    "ALLOWED",
    "KINDS",
    "LONGEST_NAME",
    "WORKBOOKS",
    "FileKind",
    "StagedUpload",
    "by_field",
    "check_file",
    "drop_staged",
    "kept_name",
    "remove_staged",
    "remove_stored",
    "stage_file",
    "store_file",
    "sweep_leftovers",
    "sweep_staged_files",
]
