"""The JSON documents of the command line, from values.

One meaning for each word, and the same shape whatever happened: what did not happen is null.
"""

from __future__ import annotations

import shlex
from typing import Any

import polars as pl

from leadtui import typed
from leadtui.cli.job import Job, Opened
from leadtui.errors import LeadtuiError
from leadtui.matching import Recall
from leadtui.model.plan import Counts, LoadPlan, LoadReport
from leadtui.model.suggestion import Candidate, Drift, Suggestion
from leadtui.model.table import RawTable
from leadtui.model.tidied import Tidied
from leadtui.model.undo import UndoPlan

SCHEMA = 1
NOTHING = Counts(read=0, inserted=0, updated=0, unchanged=0, rejected=0, duplicates=0, vanished=0)
"""Of a load that found its bytes already loaded."""

Document = dict[str, Any]


def _undo_command(run: int, db: str | None) -> str:
    """For programs: they know where this one is."""
    words = [typed.NAME, "undo", str(run), "--yes"]
    if db and (address := typed.without_password(db)) != typed.HIDDEN:
        words += ["--db", address]
    return shlex.join(words)


def load_document(
    name: str,
    *,
    raw: RawTable | None = None,
    recalled: Recall | None = None,
    job: Job | None = None,
    plan: LoadPlan | None = None,
    report: LoadReport | None = None,
    already: int | None = None,
    rejects_file: str | None = None,
    db: str | None = None,
    code: int = 0,
    reason: str = "",
) -> Document:
    """What one file of a `load` or `plan` came to."""
    document: Document = {
        "schema": SCHEMA,
        "run": report.run if report else None,
        "file": file_part(name, raw),
        "mapping": _mapping_part(recalled),
        "checks": checks_part(job) if job else None,
        "plan": _plan_part(plan) if plan else None,
        "loaded": _loaded_part(report) if report else None,
        "rejects_file": rejects_file,
        "undo_command": _undo_command(report.run, db) if report and not already else None,
        "exit": {"code": code, "reason": reason},
    }
    if already:
        document["already_loaded"] = already
    return document


def file_part(name: str, raw: RawTable | Tidied | None) -> Document:
    """The file as it was read, if it came so far."""
    if raw is None:
        unknown = ("sha256", "rows", "encoding", "delimiter", "header_row", "size")
        return {"name": name, **dict.fromkeys(unknown)}
    dialect = raw.dialect
    return {
        "name": raw.source.name,
        "sha256": raw.sha256,
        "rows": raw.read_count,
        "encoding": dialect.encoding,
        "delimiter": dialect.delimiter,
        "header_row": dialect.header_row,
        "size": raw.source.size,
    }


def _mapping_part(recalled: Recall | None) -> Document | None:
    if recalled is None:
        return None
    mapping = recalled.mapping
    return {"name": mapping.name, "version": mapping.version, "drift": drift_part(recalled.drift)}


def drift_part(drift: Drift) -> list[Document]:
    """What is not as it was when the mapping was confirmed."""
    return [
        {"kind": change.kind, "column": change.column, "was": change.was, "confidence": round(change.confidence, 4)}
        for change in drift.of("moved", "renamed", "new", "gone", "changed", "split", "joined")
    ]


def checks_part(job: Job) -> Document:
    """The outcome of cleaning and checking."""
    checked = job.checked
    by_code = checked.issues.group_by("code").agg(pl.len().alias("rows")).sort("code")
    return {
        "ready": checked.good_count,
        "fixed": checked.fixed_count,
        "rejected": checked.rejected.height,
        "by_code": dict(by_code.iter_rows()),
    }


def _plan_part(plan: LoadPlan) -> Document:
    counts = plan.counts
    return {
        "inserted": counts.inserted,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "vanished": counts.vanished,
        "rejected": counts.rejected,
        "duplicates": counts.duplicates,
        "table": plan.table,
        "database": plan.database,
        "mode": plan.mode.value,
        "changes": [
            {
                "field": change.field,
                "rows": change.row_count,
                "examples": [
                    {"key": example.lead_key, "line": example.line, "before": example.before, "after": example.after}
                    for example in change.examples
                ],
            }
            for change in plan.changes
        ],
        "doubts": [{"code": doubt.code, "message": doubt.message, "refuses": doubt.refuses} for doubt in plan.doubts],
    }


def _loaded_part(report: LoadReport) -> Document:
    is_new = report.state != "already_loaded"
    return {
        "table": report.table,
        "mode": report.mode.value,
        "seconds": round(report.seconds, 3) if is_new else 0,
        "rows": rows_part(report.counts if is_new else NOTHING),
    }


def rows_part(counts: Counts) -> Document:
    """What became of the rows."""
    return {
        "inserted": counts.inserted,
        "updated": counts.updated,
        "unchanged": counts.unchanged,
        "rejected": counts.rejected,
        "duplicates": counts.duplicates,
        "vanished": counts.vanished,
    }


def undo_document(plan: UndoPlan, run: int | None, db: str | None, code: int) -> Document:
    """What taking back a run does, or with its own `run`, did."""
    kept = f"{plan.kept_count:,} rows were kept" if plan.kept_count else ""
    return {
        "schema": SCHEMA,
        "run": run,
        "undoes": plan.run,
        "file": {"name": plan.file_name},
        "mapping": {"name": plan.source},
        "table": plan.table,
        "database": plan.database,
        "rows": {
            "taken_out": plan.taken_out,
            "set_back": plan.set_back,
            "put_back": plan.put_back,
            "kept": plan.kept_count,
        },
        "kept": [{"key": row.lead_key, "reason": row.reason} for row in plan.kept],
        "undo_command": _undo_command(run, db) if run else None,
        "exit": {"code": code, "reason": kept or ("undone" if run else "planned")},
    }


def report_document(report: LoadReport, db: str | None = None) -> Document:
    """One row of the ledger."""
    can_be_undone = report.state == "loaded"
    return {
        "schema": SCHEMA,
        "run": report.run,
        "kind": report.kind,
        "undoes": report.undoes_run,
        "reloads": report.reloads_run,
        "undo_command": _undo_command(report.run, db) if can_be_undone else None,
        "state": report.state,
        "file": {"name": report.file_name, "sha256": report.sha256, "rows": report.counts.read},
        "mapping": {"name": report.source, "version": report.mapping_version},
        "loaded": _loaded_part(report),
        "database": report.database,
        "started": report.started.isoformat(),
        "finished": report.finished.isoformat(),
    }


def map_document(opened: Opened, suggestions: tuple[Suggestion, ...]) -> Document:
    """What each column would become."""
    return {
        "schema": SCHEMA,
        "file": opened.raw.source.name,
        "header_row": opened.raw.dialect.header_row,
        "columns": [
            {
                "index": suggestion.column.index,
                "column": suggestion.column.header,
                "decision": _decision_part(suggestion.decision),
                "tier": suggestion.tier.value,
                "candidates": [_candidate_part(candidate) for candidate in suggestion.candidates],
            }
            for suggestion in suggestions
        ],
    }


def check_document(
    name: str, *, raw: RawTable | None, recalled: Recall | None, job: Job | None, code: int, reason: str
) -> Document:
    """What checking a file found."""
    return {
        "schema": SCHEMA,
        "file": file_part(name, raw),
        "mapping": _mapping_part(recalled),
        "checks": checks_part(job) if job else None,
        "issues": job.checked.issues.to_dicts() if job else None,
        "exit": {"code": code, "reason": reason},
    }


def tidy_document(name: str, outcome: Tidied | LeadtuiError) -> Document:
    """What was written for a file, or why nothing was."""
    tidied = outcome if isinstance(outcome, Tidied) else None
    failure = outcome if isinstance(outcome, LeadtuiError) else None
    return {
        "schema": SCHEMA,
        "file": file_part(name, tidied),
        "csv": str(tidied.csv) if tidied else None,
        "issues_file": str(tidied.issues) if tidied else None,
        "rows": {"written": tidied.row_count, "rejected": tidied.rejected_count} if tidied else None,
        "by_code": dict(tidied.by_code) if tidied else None,
        "exit": {"code": failure.exit_code if failure else 0, "reason": failure.message if failure else "tidied"},
    }


def _decision_part(candidate: Candidate | None) -> Document | None:
    return None if candidate is None else {"fields": list(candidate.fields), "how": candidate.how}


def _candidate_part(candidate: Candidate) -> Document:
    return {
        "fields": list(candidate.fields),
        "confidence": round(candidate.confidence, 4),
        "evidence": [evidence.text for evidence in candidate.evidence],
    }
