"""While an archive comes in, nobody else's words fail to be saved; and what is made to take memory is refused."""

from tests.proof.test_durability import figures


def test_while_60_moments_come_in_every_autosave_of_another_account_is_answered_and_bombs_are_refused():
    status, found = figures("imports", "--rows", "60", "--bombs", "3000000", "--slow")

    assert status == 0, found
    assert found["rows"] == 60
    assert found["saves"] > 0
    assert found["failed"] == found["shown_early"] == found["taken_in"] == 0


def test_killed_while_an_archive_comes_in_or_is_undone_it_goes_on_or_is_undone_as_a_whole():
    status, found = figures("import_kills", "--kills", "4", "--rows", "100")

    assert status == 0, found
    assert found["kills"] == 4
    assert found["taking"] + found["reading"] + found["leaving"] >= 2  # a busy machine may be too late for some
    assert found["half_shown"] == found["half_ended"] == 0
    assert found["half_written"] == found["listed_wrong"] == found["ledger_wrong"] == 0
