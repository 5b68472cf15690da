"""The files the program owns: saved mappings and drafts.

Every file is read and replaced whole, symlinks are never followed, and what a person wrote in a
mapping (comments, order, spelling) survives a save.
"""

from __future__ import annotations

from leadtui.store import drafts
from leadtui.store.bug import write_bug_report
from leadtui.store.canonical import canonical, from_canonical
from leadtui.store.compare import Change, changes
from leadtui.store.drafts import Draft
from leadtui.store.explain import Confirmation, Explained, confirmations, explain
from leadtui.store.forget import Trace, forget, traces
from leadtui.store.from_table import LeftOut, Made, from_table, save_target, text_of
from leadtui.store.golden import Golden, golden, keep_golden
from leadtui.store.issues_file import write_issues
from leadtui.store.mappings import all_sources, any_mapping, load, load_target, names, only_target
from leadtui.store.recent import Recent, note, recent
from leadtui.store.rejects import write_rejects
from leadtui.store.reload import without_reasons
from leadtui.store.save import destination, save, with_current_names
from leadtui.store.shelf import Overview, overview
from leadtui.store.slug import check_name, suggest_name
from leadtui.store.spool import spool_folder
from leadtui.store.stage import Manifest, read_stage, write_stage
from leadtui.store.teach import general_of, teach
from leadtui.store.tidied import write_tidied
from leadtui.store.versions import Version, revert, version, versions

__all__ = [
    "Change",
    "Confirmation",
    "Draft",
    "Explained",
    "Golden",
    "LeftOut",
    "Made",
    "Manifest",
    "Overview",
    "Recent",
    "Trace",
    "Version",
    "all_sources",
    "any_mapping",
    "canonical",
    "changes",
    "check_name",
    "confirmations",
    "destination",
    "drafts",
    "explain",
    "forget",
    "from_canonical",
    "from_table",
    "general_of",
    "golden",
    "keep_golden",
    "load",
    "load_target",
    "names",
    "note",
    "only_target",
    "overview",
    "read_stage",
    "recent",
    "revert",
    "save",
    "save_target",
    "spool_folder",
    "suggest_name",
    "teach",
    "text_of",
    "traces",
    "version",
    "versions",
    "with_current_names",
    "without_reasons",
    "write_bug_report",
    "write_issues",
    "write_rejects",
    "write_stage",
    "write_tidied",
]
