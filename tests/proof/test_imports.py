"""While an archive comes in, nobody else's words fail to be saved; and what is made to take memory is refused."""

from tests.proof.test_durability import figures


def test_while_60_moments_come_in_every_autosave_of_another_account_is_answered_and_bombs_are_refused():
    status, found = figures("imports", "--rows", "60", "--bombs", "3000000", "--slow")

    assert status == 0, found
    assert found["rows"] == 60
    assert found["saves"] > 0
    assert found["failed"] == found["shown_early"] == found["taken_in"] == 0
