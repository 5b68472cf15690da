"""Mapping files to test with."""

from __future__ import annotations

from pathlib import Path

GENERAL = """\
# General rules
format: 1
target: public.leads
load: {key: [[license_number], [phone, zip]], max_rejects: 0}
fields:
  company: {required: true, names: [name, facility name], clean: [trim]}
  license_number: {names: [license no]}
  zip: {kind: us_zip, names: [zip code, postal code]}
  phone: {kind: us_phone, overflow: phone2}
  phone2: {}
  ages_served: {kind: ages}
  license_issued: {type: date}
"""

SOURCE = """\
# A publisher. Confirmed by ops, 2026-11-22
format: 1
extends: general                       # merged over mappings/general.yaml
version: 8
load: {mode: upsert, max_rejects: 1%}
layout:
  header_row: 1                        # line
  columns: 5
columns:                               # in file order
  "Operation":  {to: license_number}   # 71 %, confirmed by hand
  "Name":       {to: company}          # 99 %
  # renamed by the publisher
  "ZIP Code":   {to: zip, was: ["Zip"]}
  "Issued":
    to: license_issued                 # block style
    format: "%m/%d/%y"
  "Notes":      {skip: "not needed"}
steps:
  # how ages are told
  - {op: combine, in: [Infant, Toddler], out: ages_served, how: flags}
fields:
  company:
    names+: [operation name]           # wins for this source
"""


def write(project: Path, name: str, text: str) -> Path:
    """A mapping file in the project."""
    path = project / "mappings" / f"{name}.yaml"
    path.write_text(text)
    return path
