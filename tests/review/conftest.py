"""A review of a file never seen, to decide about."""

from __future__ import annotations

import pytest

from leadtui import review as reviewing
from tests.review.samples import SUGGESTIONS, TARGET


@pytest.fixture
def fresh() -> reviewing.Review:
    return reviewing.from_suggestions(SUGGESTIONS, TARGET)
