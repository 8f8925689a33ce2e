"""A training can be stopped, limited in time, built on frozen layers, and taught. Needs the group `training`."""

import argparse
import copy
import random

import pytest

torch = pytest.importorskip("torch")
np = pytest.importorskip("numpy")

from middleway.reading import modelfiles  # noqa: E402
from middleway.reading.labels import FIELDS, PARTS  # noqa: E402
from middleway.reading.wordpiece import WordPiece  # noqa: E402
from training import frozen, teach, train  # noqa: E402
from training.encoding import Example, batches, sequences, unread  # noqa: E402
from training.frozen import kept_below  # noqa: E402
from training.losses import SOFTENED, class_weights, loss_of, taught_loss  # noqa: E402
from training.network import GROUPS, OUTPUTS, Reader, computing  # noqa: E402

OPTIONS = {
    "seed": 3,
    "power": 0.35,
    "rate": 1e-3,
    "epochs": 3,
    "joined": 0.5,
    "decay": 0.9,
    "joinings": 2,
    "steps": None,
    "minutes": None,
}


@pytest.fixture(scope="module")
def pieces():
    return WordPiece(modelfiles.text("vocabulary.txt").split("\n"))


@pytest.fixture
def options(tmp_path):
    return argparse.Namespace(**OPTIONS, out=tmp_path / "out.pt")


def reader(*, keep=0):
    torch.manual_seed(1)
    model = Reader(30_522, width=24, layers=3, is_relative=True)
    model.word.weight.requires_grad_(False)
    model.freeze(keep)
    return model


def examples(count=60):
    rng = random.Random(2)
    return [
        Example(
            [rng.randrange(1_000, 20_000) for _ in range(rng.randrange(3, 30))],
            [rng.randrange(2) for _ in FIELDS],
            [float(rng.randrange(2)) for _ in PARTS],
        )
        for _ in range(count)
    ]


def some_batches(pieces, count=60, words=120):
    rng = random.Random(5)
    return batches(sequences(examples(count), rng, 0.5), pieces, rng, words)


def test_sixteen_bits_are_used_only_where_the_processor_multiplies_them():
    can = torch.cpu.get_capabilities()

    with computing():
        product = torch.ones(8, 8) @ torch.ones(8, 8)
    assert (product.dtype == torch.bfloat16) == bool(can.get("avx512_bf16") or can.get("amx_bf16"))


@pytest.mark.parametrize("keep", [1, 2, 3])
def test_no_gradient_reaches_what_is_frozen(keep, pieces):
    model = reader(keep=keep).train()
    batch = some_batches(pieces)[0]

    attend, score = model(batch.ids, batch.mask)
    (attend.square().sum() + score.square().sum()).backward()

    moved = {name for name, value in model.named_parameters() if value.grad is not None}
    above = {f"layers.{i}" for i in range(keep, 3)}
    assert {name.rpartition(".")[0] for name in moved} == {
        *(f"{layer}.{part}" for layer in above for part in ("qkv", "out", "norm1", "up", "down", "norm2")),
        "attend",
        "score",
    }


def test_more_layers_than_there_are_cannot_be_frozen():
    with pytest.raises(ValueError, match="4 layers cannot be kept of 3"):
        reader(keep=4)


def test_the_kept_file_says_what_the_frozen_layers_say(pieces, tmp_path):
    model, every = reader(keep=2).train(), some_batches(pieces)

    kept = kept_below(model, every, tmp_path)

    for batch in every:
        now = model.below(batch.ids, batch.mask) * batch.mask[:, :, None]
        assert torch.allclose(kept.of(batch), now, atol=2e-3)
    assert model.training


def test_with_the_kept_file_a_step_learns_what_it_learns_without(pieces, tmp_path):
    every = some_batches(pieces)
    weights = class_weights(examples(), 0.35)
    found = []
    for below in (None, kept_below(reader(keep=2), every, tmp_path)):
        model = reader(keep=2).eval()  # without dropout, so that both see the same
        attend, score = model(every[0].ids, every[0].mask, below.of(every[0]) if below else None)
        loss_of(model.pool(attend[every[0].row], score[every[0].row], every[0].segment), every[0], weights).backward()
        found.append(model.layers[2].up.weight.grad)

    assert torch.allclose(*found, atol=1e-4)
    assert found[0].abs().max() > 1e-3


def test_what_is_kept_is_not_worked_out_again(pieces, tmp_path, monkeypatch):
    every = some_batches(pieces)
    kept_below(reader(keep=2), every, tmp_path)
    monkeypatch.setattr(Reader, "below", None)

    assert kept_below(reader(keep=2), every, tmp_path).of(every[0]).abs().sum() > 0


def test_an_interruption_of_the_frozen_layers_costs_only_what_was_not_noted(pieces, tmp_path, monkeypatch):
    every = some_batches(pieces, words=60)
    monkeypatch.setattr(frozen, "NOTED_EVERY", 1)
    monkeypatch.setattr(frozen, "WORDS_AT_ONCE", 60)
    calls, whole = [], Reader.below

    def interrupted(self, ids, mask):
        calls.append(len(ids))
        if len(calls) == 4:
            raise KeyboardInterrupt
        return whole(self, ids, mask)

    monkeypatch.setattr(Reader, "below", interrupted)
    with pytest.raises(KeyboardInterrupt):
        kept_below(reader(keep=2), every, tmp_path)
    done = sum(calls[:3])
    kept = kept_below(reader(keep=2), every, tmp_path)

    assert sum(calls[4:]) == len(kept.place) - done
    monkeypatch.setattr(Reader, "below", whole)
    fresh = kept_below(reader(keep=2), every, tmp_path / "..")
    assert np.array_equal(kept.values, fresh.values)


def test_other_weights_below_have_a_file_of_their_own_and_other_heads_do_not(pieces, tmp_path):
    every = some_batches(pieces)
    above, below = reader(keep=2), reader(keep=2)
    with torch.no_grad():
        above.score.weight += 1
        above.layers[2].up.weight += 1
        below.layers[1].up.weight += 1

    names = []
    for model in (reader(keep=2), above, below):
        kept_below(model, every, tmp_path)
        names.append(len(list(tmp_path.glob("*.f16"))))
    assert names == [1, 1, 2]


def test_passages_are_put_together_in_so_many_ways_that_take_turns(pieces, options):
    def ways(joinings, epochs):
        table = train.timetable(
            examples(), pieces, argparse.Namespace(**{**vars(options), "joinings": joinings, "epochs": epochs})
        )
        return {line for batch in table for line in batch.lines()}

    assert ways(2, 4) == ways(2, 2) > ways(1, 1)
    assert ways(None, 4) > ways(None, 2)


def test_an_interrupted_training_ends_with_the_same_weights_as_another(pieces, options, monkeypatch):
    monkeypatch.setattr(train, "KEPT_EVERY", 2)
    whole = train.fit(examples(200), pieces, reader(keep=1), options)
    kept, steps, learn = options.out.with_suffix(".kept"), [], train.learn

    def stopped(*given):
        steps.append(1)
        if len(steps) == 4:
            raise KeyboardInterrupt
        return learn(*given)

    torch.manual_seed(1)
    monkeypatch.setattr(train, "learn", stopped)
    with pytest.raises(KeyboardInterrupt):
        train.fit(examples(200), pieces, reader(keep=1), options, kept)
    again = train.fit(examples(200), pieces, reader(keep=1), options, kept)

    for name, value in whole.state_dict().items():
        assert torch.equal(value, again.state_dict()[name]), name


def test_the_steps_fit_the_time_and_the_rate_falls_to_its_end(pieces, options, monkeypatch):
    clock = iter(float(n) for n in range(10_000))  # one second whenever it is asked
    monkeypatch.setattr(train, "seconds_a_step", lambda *_: 6.0)
    monkeypatch.setattr(train.time, "monotonic", lambda: next(clock))
    rates, learn = [], train.learn

    def noted(course, *rest):
        loss = learn(course, *rest)
        rates.append(course.scale.get_last_lr()[0])
        return loss

    monkeypatch.setattr(train, "learn", noted)
    timed = argparse.Namespace(**{**vars(options), "minutes": 0.5, "epochs": 40})
    train.fit(examples(200), pieces, reader(), timed)

    assert len(rates) == 4  # half a minute less the reserve and what had passed, at six seconds a step
    assert rates[-1] == pytest.approx(0.02 * options.rate * 8)


def test_a_course_that_goes_on_keeps_the_number_of_steps_that_was_set(pieces, options):
    course = train.Course.of(reader(), 17, options)
    course.save(options.out)

    assert train.Course.kept(options.out, reader(), options).steps == 17


def test_trying_how_fast_it_goes_leaves_the_course_as_it_was(pieces, options):
    model, every = reader().train(), some_batches(pieces)
    before, chance = copy.deepcopy(model.state_dict()), torch.get_rng_state()

    assert train.seconds_a_step(model, every, class_weights(examples(), 0.35), None, options) > 0

    assert all(torch.equal(value, model.state_dict()[name]) for name, value in before.items())
    assert torch.equal(chance, torch.get_rng_state())


def test_a_student_of_the_teachers_opinion_has_nothing_to_learn_from_it():
    goal = torch.randn(5, OUTPUTS)
    said = goal.clone().requires_grad_()

    loss = taught_loss(said, goal)
    loss.backward()

    assert loss.item() == pytest.approx(0, abs=1e-5)
    assert said.grad.abs().max() < 1e-5
    assert taught_loss(torch.zeros(5, OUTPUTS), goal) > 0.1
    # Softened, what the teacher thinks second likeliest weighs more than in its own shares.
    assert SOFTENED > 1


def test_a_labelled_passage_counts_the_same_beside_taught_ones(pieces):
    labelled = examples(4)
    asked = [unread(e.ids, np.zeros(OUTPUTS, np.float32)) for e in labelled]
    weights = class_weights(labelled, 0.35)
    alone, beside = (
        batches([[e] for e in some], pieces, random.Random(1), 10_000)[0] for some in (labelled, [*labelled, *asked])
    )
    # The teacher's logits are zero, and so are the student's: only the labels are left.
    assert loss_of(torch.zeros(8, OUTPUTS), beside, weights) == pytest.approx(
        loss_of(torch.zeros(4, OUTPUTS), alone, weights).item() / 2
    )


def test_a_student_learns_what_its_teacher_says_of_unlabelled_texts(pieces, options):
    rng = np.random.default_rng(1)
    goal = np.repeat(rng.normal(0, 3, (1, OUTPUTS)), 60, 0).astype(np.float16)
    lines = [unread(e.ids, goal[0]) for e in examples()]
    many = argparse.Namespace(**{**vars(options), "epochs": 30, "rate": 1e-2})

    student = train.fit(lines, pieces, reader(), many)

    batch = batches([[e] for e in lines], pieces, random.Random(1), 10_000)[0]
    said = student.pool(*(x[batch.row] for x in student(batch.ids, batch.mask)), batch.segment)
    shares = [x.split(GROUPS, 1)[0].softmax(1) for x in (said, batch.taught)]
    assert torch.allclose(*shares, atol=0.1)


def test_answers_are_asked_once_and_go_on_after_an_interruption(pieces, tmp_path, monkeypatch):
    monkeypatch.setattr(teach, "SHARD", 5)
    every = [teach.Asked(f"p{i}", f"p{i}", e.ids) for i, e in enumerate(examples(13))]
    teacher, calls, answers = reader().eval(), [], teach.answers

    def counted(*given):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return answers(*given)

    monkeypatch.setattr(teach, "answers", counted)
    path = tmp_path / "taught.npz"
    with pytest.raises(KeyboardInterrupt):
        teach.write(path, teach.ask(teacher, every, pieces, tmp_path / "taught"))
    assert not path.exists()
    teach.write(path, teach.ask(teacher, every, pieces, tmp_path / "taught"))

    assert len(calls) == 4  # three shards, one of them twice
    found = teach.taught(path)
    assert list(found) == [one.id for one in every]
    for one in every:
        batch = batches([[unread(one.ids)]], pieces, random.Random(1))[0]
        said = teacher.pool(*teacher(batch.ids, batch.mask), batch.segment)[0]
        assert np.allclose(found[one.id], said.detach().numpy(), atol=1e-2)


def test_answers_of_a_network_with_other_columns_are_refused(tmp_path):
    np.savez(tmp_path / "old.npz", ids=np.array(["a"]), logits=np.zeros((1, OUTPUTS - 1)))

    with pytest.raises(teach.OfAnotherNetwork):
        teach.taught(tmp_path / "old.npz")


def test_the_larger_choice_holds_the_smaller_one():
    every = [teach.Asked(f"p{i}", f"p{i}", [1]) for i in range(50)]

    assert teach.chosen(every, 20) == teach.chosen(every, 30)[:20]


def test_nothing_of_the_held_out_fold_is_taught():
    logits = np.zeros(OUTPUTS, np.float16)
    found = [teach.Asked(f"p{i}", f"post{i % 40}", [7]) for i in range(200)]
    said = {one.id: logits for one in found}

    taught = train.with_taught({"own": examples(1)[0]}, found, said, fold=0)

    kept = [one for one in found if train.fold_of(one) != 0]
    assert 0 < len(kept) < len(found)
    assert len(taught) == 1 + len(kept)
    assert len(train.with_taught({}, found, said, fold=None)) == len(found)
