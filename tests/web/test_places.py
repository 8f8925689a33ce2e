"""Derivations on one machine: a few at a time over all processes, a short queue, and nobody inside behind strangers."""

import multiprocessing
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
import time_machine

from middleway.web.accounts.line import WaitingLine
from middleway.web.accounts.places import Full, Places, Queue
from middleway.web.accounts.together import Together, shared_memory
from middleway.web.signin import waiting


@pytest.fixture
def data_folder(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path


def hold(data_folder, taken, end):
    """In another process: take the one place, say so, and keep it."""
    from django.conf import settings

    settings.DATA = data_folder
    Places("p", 1).take(0)
    taken.set()
    end.wait(60)


def test_a_place_of_another_process_is_taken_and_free_again_when_it_dies(data_folder):
    here = multiprocessing.get_context("fork")
    taken, end = here.Event(), here.Event()
    other = here.Process(target=hold, args=(data_folder, taken, end))
    other.start()
    assert taken.wait(60)

    with pytest.raises(Full):
        Places("p", 1).take(0)
    other.kill()
    other.join(60)

    with Queue(Places("p", 1), 1, 0).place():
        pass


def test_two_threads_of_one_process_never_share_a_place(data_folder):
    one = Queue(Places("p", 1), 1, 0)

    with one.place(), pytest.raises(Full), Queue(Places("p", 1), 1, 0).place():
        pass


def test_there_are_as_many_places_as_was_said_and_each_kind_has_its_own(data_folder):
    two = Queue(Places("p", 2), 1, 0)

    with two.place(), two.place(), pytest.raises(Full), two.place():
        pass
    with two.place(), two.place(), Queue(Places("q", 1), 1, 0).place():
        pass


def test_whoever_waits_gets_the_free_place_and_a_full_queue_says_so_at_once(data_folder):
    place = Places("p", 1)
    queue = Queue(place, waiting=1, seconds=60)
    went_in = threading.Event()

    def wait():
        with queue.place():
            went_in.set()

    with ThreadPoolExecutor(1) as other:
        with Queue(place, 1, 0).place():
            waiting = other.submit(wait)
            while queue._waiting.acquire(blocking=False):
                queue._waiting.release()
            with pytest.raises(Full), queue.place():  # at once: sixty seconds would show in the test's own time
                pass
            assert not went_in.is_set()
        waiting.result()
    assert went_in.is_set()


def test_nothing_is_written_into_the_file_of_a_place(data_folder):
    with Queue(Places("p", 1), 1, 0).place():
        (file,) = (data_folder / ".places").iterdir()

    assert file.read_bytes() == b""
    assert file.stat().st_mode & 0o077 == 0


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def one_more():
    """Make what the processes of one server share; each call makes that of one more server."""
    made = []

    def make():
        made.append(shared_memory())
        return Together(made[-1])

    yield make
    for memory in made:
        os.close(memory)


@pytest.fixture
def together(one_more):
    return one_more()


def test_whoever_comes_back_goes_before_whoever_is_new(clock):
    line = WaitingLine(1, clock)
    assert not line.comes_back("owner")
    clock.now = 1

    assert line.comes_back("owner")
    assert line.is_next("owner")
    assert not line.comes_back("new")
    assert not line.is_next("new")


def test_a_thousand_new_names_a_second_stand_before_nobody(clock):
    line = WaitingLine(1, clock)
    line.comes_back("owner")
    for number in range(3_000):
        clock.now += 0.001
        line.comes_back(f"made-up-{number}")

    assert line.comes_back("owner")
    assert line.is_next("owner")


def test_among_those_who_come_back_the_first_goes_first(clock):
    line = WaitingLine(1, clock)
    for name in ("first", "second"):
        line.comes_back(name)
        clock.now += 1
    for name in ("second", "first"):
        line.comes_back(name)

    assert line.is_next("first")
    assert not line.is_next("second")
    line.served("first")
    assert line.is_next("second")


def test_whoever_was_served_is_new_again(clock):
    line = WaitingLine(1, clock)
    line.comes_back("owner")
    line.comes_back("owner")
    line.served("owner")

    assert not line.comes_back("owner")


def test_whoever_stays_away_holds_nobody_up(clock):
    line = WaitingLine(1, clock)
    for name in ("away", "away", "owner"):
        line.comes_back(name)
        clock.now += 0.1
    clock.now += 4

    assert line.comes_back("owner")
    assert line.is_next("owner")


def test_whoever_came_to_another_process_first_has_come_back_here(clock):
    line = WaitingLine(1, clock)
    line.comes_back("second")
    clock.now = 3
    line.comes_back("second")

    assert line.comes_back("owner", elsewhere=4)
    assert line.waited("owner") == 4
    assert line.is_next("owner")


def test_what_a_page_says_of_before_serves_once(clock):
    line = WaitingLine(1, clock)
    clock.now = 30
    line.comes_back("stranger", elsewhere=5)
    line.served("stranger")
    clock.now = 31

    assert not line.comes_back("stranger", elsewhere=6)


def test_a_full_doors_page_knows_for_a_minute_how_long_a_name_has_waited():
    with time_machine.travel("2026-11-23 22:00:00Z", tick=False) as now:
        value = waiting.since("owner", 2.5)
        now.shift(4)

        assert waiting.waited(value, "owner") == 6.5
        assert waiting.waited(value, "another") is None
        assert waiting.waited(value[:-1], "owner") is None
        assert waiting.waited("", "owner") is None
        now.shift(-3600)
        assert waiting.waited(value, "owner") == 0
        now.shift(7200)
        assert waiting.waited(value, "owner") is None


def patient(line, clock, names, seconds, *, serve=None):
    """Let everybody come back each second. The line may then serve whoever is next, and one more comes in turn."""
    served = []
    for _ in range(seconds):
        clock.now += 1
        for name in names:
            line.comes_back(name)
        ahead = next(name for name in names if line.is_next(name))
        if serve:
            line.served(ahead)
            names[names.index(ahead)] = f"{ahead}+"
            served.append(ahead)
    return served


def come_back(line, clock, name):
    """Let somebody come, and come back half a second later."""
    line.comes_back(name)
    clock.now += 0.5
    line.comes_back(name)


def crowd_of(count, line, clock):
    """Return a crowd that has been coming back for 20 seconds, one of whom was served each second."""
    crowd = [f"patient-{number}" for number in range(count)]
    patient(line, clock, crowd, 20, serve=True)
    return crowd


class Processes:
    """The lines of several processes as those outside see them.

    Each name reaches the same process again and again, as a browser does.
    """

    def __init__(self, lines):
        self._lines, self._of = lines, {}

    def __getattr__(self, asked):
        def ask(name):
            line = self._lines[self._of.setdefault(name, len(self._of) % len(self._lines))]
            return getattr(line, asked)(name)

        return ask


@pytest.mark.parametrize(("seconds", "processes"), [(1, 1), (8, 1), (1, 2)])
def test_in_a_crowd_seven_of_eight_newcomers_are_served_within_sixteen_turns(seconds, processes, clock, one_more):
    """This holds though all who are served come anew at once, however long a turn takes, in however many processes."""
    late = 0
    for when in range(0, 32, 2):
        together = one_more()
        line = Processes([WaitingLine(1, clock, together) for _ in range(processes)])
        crowd, served = crowd_of(32, line, clock), []
        for turn in range(when + 16):
            if turn == when:
                crowd.append("owner")
            patient(line, clock, crowd, seconds - 1)
            served += patient(line, clock, crowd, 1, serve=True)
        late += "owner" not in served

    assert late <= 2


def test_a_few_who_have_waited_long_are_no_crowd_and_go_first(clock):
    line = WaitingLine(1, clock)
    for number in range(6):
        line.served(f"somebody-{number}")
    names = ["first", "second", "third"]
    patient(line, clock, names, 10)
    patient(line, clock, [*names, "owner"], 2)

    assert line.is_next("first")


def test_of_a_crowd_the_newest_get_a_turn_in_8_and_the_oldest_one_in_32(clock):
    line = WaitingLine(1, clock)
    crowd = crowd_of(32, line, clock)
    names = [name for name in crowd if not name.endswith("+")]

    served = patient(line, clock, crowd, 60, serve=True)

    # Of those who began with the crowd and were never served, all are equally late: only these turns serve them.
    assert 60 // 32 <= sum(name in names for name in served) <= 60 // 8 + 2


def test_two_lines_are_one_wherever_somebody_comes(clock, together):
    one, other = WaitingLine(3, clock, together), WaitingLine(3, clock, together)
    come_back(one, clock, "first")
    come_back(other, clock, "second")

    assert one.goes_before_all("first")
    assert not other.goes_before_all("second")
    assert not other.is_next("new")
    assert other.comes_back("first")
    one.served("first")
    assert other.goes_before_all("second")
    assert not other.comes_back("first", elsewhere=clock.now)


def test_a_flood_of_new_names_takes_no_turn_from_whoever_came_back(clock, together):
    """The place gets free fifty times. Each time a new stranger waits for it in either process, and asks first."""
    lines = WaitingLine(3, clock, together), WaitingLine(3, clock, together)
    strangers, served = [f"made-up-{number}" for number in range(100)], []
    for turn in range(50):
        clock.now += 2
        waiting = [(line, strangers.pop()) for line in lines]
        if turn >= 20:
            lines[0].comes_back("owner", elsewhere=1 if turn == 20 else None)
            waiting.append((lines[0], "owner"))
        for line, name in waiting:
            line.goes_before_all(name)  # all of them stand in line
        where, first = next((line, name) for line, name in waiting if line.goes_before_all(name))
        where.served(first)
        served.append(first)
        for line, name in waiting:
            line.goes_away(name)

    # At once, and again each time that they have come back.
    assert served[20] == "owner"
    assert served[20:].count("owner") == 15


def test_waiting_in_a_process_that_dies_delays_the_others_by_seconds_only(clock, together):
    dies, lives = WaitingLine(3, clock, together), WaitingLine(3, clock, together)
    come_back(dies, clock, "gone")
    come_back(lives, clock, "owner")
    assert dies.goes_before_all("gone")
    assert not lives.goes_before_all("owner")
    clock.now += 5
    lives.comes_back("owner")

    assert lives.goes_before_all("owner")


def test_a_process_that_slept_through_a_flood_knows_who_is_here_now(clock, together):
    busy, asleep = WaitingLine(3, clock, together), WaitingLine(3, clock, together)
    crowd = [f"patient-{number}" for number in range(50)]
    patient(busy, clock, crowd, 100)
    patient(busy, clock, [*crowd, "owner"], 5)
    assert together.count() > 5_000

    assert asleep.comes_back("owner")
    assert asleep.waited("owner") == 4
    assert sum(asleep.is_next(name) for name in crowd) == 3
    assert not asleep.is_next("owner")


def test_without_shared_memory_each_process_has_a_line_of_its_own(clock):
    one, other = WaitingLine(1, clock, Together(None)), WaitingLine(1, clock, Together(None))
    patient(one, clock, ["owner"], 2)

    assert one.is_next("owner")
    assert other.is_next("new")


def stand_in_line(data_folder, together, taken, stands, went_in, end):
    """In another process: somebody new waits for the one place once it is taken, and keeps it when they get it.

    They say when they stand in line, and when they have it.
    """
    from django.conf import settings

    settings.DATA = data_folder
    line = WaitingLine(3, together=together)

    def is_next():
        answer = line.goes_before_all("new")
        if not answer:  # from when the owner stands in line, too
            stands.set()
        return answer

    taken.wait(60)
    with Queue(Places("p", 1), 1, 60).place(is_next):
        went_in.set()
        end.wait(60)


def test_a_place_goes_to_whoever_came_back_before_a_newcomer_elsewhere(data_folder, together):
    here = multiprocessing.get_context("fork")
    taken, stands, went_in, end = (here.Event() for _ in range(4))
    line, stands_here = WaitingLine(3, together=together), threading.Event()
    # Before the place is taken, since a process that is forked from its holder holds it, too.
    other = here.Process(target=stand_in_line, args=(data_folder, together, taken, stands, went_in, end), daemon=True)
    other.start()
    come_back(line, Clock(), "owner")

    def is_next():
        answer = line.goes_before_all("owner")
        stands_here.set()
        return answer

    def come_in():
        with Queue(Places("p", 1), 1, 60).place(is_next):
            line.served("owner")
            return not went_in.is_set()

    with ThreadPoolExecutor(1) as thread:
        with Queue(Places("p", 1), 1, 0).place():
            owner = thread.submit(come_in)
            assert stands_here.wait(60)
            taken.set()
            assert stands.wait(60)
        was_first = owner.result()
    assert went_in.wait(60)
    end.set()
    other.join(60)

    assert was_first


def hold_the_memory(together, has_it, end):
    with together.alone() as alone:
        assert alone
        has_it.set()
        end.wait(60)


def test_a_process_that_keeps_the_memory_to_itself_keeps_no_door_shut(together):
    here = multiprocessing.get_context("fork")
    has_it, end = here.Event(), here.Event()
    line = WaitingLine(1, together=together)
    other = here.Process(target=hold_the_memory, args=(together, has_it, end), daemon=True)
    other.start()
    assert has_it.wait(60)

    line.comes_back("owner")
    assert line.comes_back("owner")
    assert line.goes_before_all("owner")
    assert together.count() == 0
    other.kill()  # the kernel takes the lock back
    other.join(60)
    assert line.comes_back("owner")
    assert together.count() == 1


def test_the_line_of_a_server_is_made_before_its_workers():
    """Otherwise each worker would have memory of its own."""
    made = (
        "import sys, middleway.cli.serve as serve; serve.set_up(); import middleway.web.operations.preparing; "
        "print('middleway.web.accounts.deriving' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", made], capture_output=True, text=True, check=True)

    assert done.stdout == "True\n"


def test_of_those_who_wait_for_one_place_the_first_takes_it(clock):
    line = WaitingLine(3, clock)
    patient(line, clock, ["first", "second"], 2)

    assert line.goes_before_all("second")
    assert line.goes_before_all("first")
    assert not line.goes_before_all("second")
    assert not line.goes_before_all("new")
    line.goes_away("first")
    assert line.goes_before_all("second")


def test_made_up_names_do_not_push_those_who_come_back_out_of_memory(clock):
    line = WaitingLine(1, clock)
    patient(line, clock, ["owner"], 2)
    for number in range(12_000):
        line.comes_back(f"made-up-{number}")

    assert line.comes_back("owner")
    assert len(line._new) <= 10_000


def steps_of_a_look(people):
    """Return how many calls it takes to ask whose turn it is, in a crowd of so many who came back."""
    line, steps = WaitingLine(3, Clock()), []
    crowd = [f"patient-{number}" for number in range(people)]
    patient(line, line._clock, crowd, 2)
    line.goes_before_all(crowd[0])
    line._clock.now += 1
    for name in crowd:
        line.comes_back(name)
    before = sys.getprofile()
    sys.setprofile(lambda *_: steps.append(1))
    try:
        line.is_next(crowd[-1])
        line.goes_before_all(crowd[0])
    finally:
        sys.setprofile(before)
    return len(steps)


def test_asking_whose_turn_it_is_costs_the_same_among_3_000_as_among_30():
    assert steps_of_a_look(3_000) == steps_of_a_look(30)


def test_no_name_is_kept_for_longer_than_a_minute_after_it_came_last(clock):
    line = WaitingLine(1, clock)
    patient(line, clock, ["away"], 2)
    line.comes_back("new")
    clock.now += 61
    line.comes_back("another")

    assert len(line._new) + len(line._back) == 1


def test_no_name_stands_in_the_memory_of_the_line(clock, together):
    line = WaitingLine(1, clock, together)
    patient(line, clock, ["canary-5b1e"], 2)
    line.goes_before_all("canary-5b1e")

    assert b"canary" not in repr((line._new, line._back, line._waiting, vars(line._present))).encode()
    assert b"canary" not in os.pread(together._memory, 1_000_000, 0)
