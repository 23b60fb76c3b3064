"""The rest of the messy sheets of test_sheets.py."""

import pytest
from test_sheets import MESSY, VARIANTS, selects_are_known, tried  # noqa: F401


@pytest.mark.parametrize("name", sorted(VARIANTS))
def test_a_messy_sheet_is_read_or_refused(tmp_path, name):
    tried(tmp_path, *MESSY[name])
