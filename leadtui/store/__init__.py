"""The files the program owns: saved mappings and drafts.

Every file is read and replaced whole, symlinks are never followed, and what a person wrote in a
mapping (comments, order, spelling) survives a save.
"""

from __future__ import annotations

from leadtui.store import drafts
from leadtui.store.bug import write_bug_report
from leadtui.store.canonical import canonical, from_canonical
from leadtui.store.drafts import Draft
from leadtui.store.explain import Explained, explain
from leadtui.store.mappings import all_sources, load, load_target, names, only_target
from leadtui.store.rejects import write_rejects
from leadtui.store.save import destination, save
from leadtui.store.slug import check_name, suggest_name
from leadtui.store.spool import spool_folder

__all__ = [
    "Draft",
    "Explained",
    "all_sources",
    "canonical",
    "check_name",
    "destination",
    "drafts",
    "explain",
    "from_canonical",
    "load",
    "load_target",
    "names",
    "only_target",
    "save",
    "spool_folder",
    "suggest_name",
    "write_bug_report",
    "write_rejects",
]
