"""The circuit breaker by itself, with a clock that the test turns."""

import logging

import pytest
from prometheus_client import REGISTRY

from search import circuit
from search.circuit import FAILURES, FIRST_PAUSE, LONGEST_PAUSE, Circuit


class Clock:
    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch):
    found = Clock()
    monkeypatch.setattr(circuit, "monotonic", found)
    return found


@pytest.fixture
def tested(clock):
    return Circuit("tested")


def opened(tested):
    for _time in range(FAILURES):
        assert tested.allows()
        tested.failed("no answer in time")
    return tested


def metric(name, **labels):
    return REGISTRY.get_sample_value(name, {"engine": "tested", **labels}) or 0.0


def test_circuit_opens_after_failures_in_a_row_only(tested):
    for _time in range(3):
        for _failure in range(FAILURES - 1):
            tested.failed("no answer in time")
        tested.succeeded()
    assert (tested.state, tested.allows()) == ("closed", True)
    assert (opened(tested).state, tested.allows()) == ("open", False)


def test_nobody_asks_until_the_pause_is_over(tested, clock):
    opened(tested)
    clock.now += FIRST_PAUSE - 0.01
    assert not tested.allows()
    clock.now += 0.01
    assert tested.allows()


def test_trial_that_tells_nothing_leaves_it_to_the_next(tested, clock):
    opened(tested)
    clock.now += FIRST_PAUSE
    assert tested.allows()
    tested.undecided()
    assert (tested.state, tested.allows(), tested.allows()) == ("open", True, False)
    tested.undecided()
    tested.failed("asked before the circuit opened")
    assert tested.allows()


def test_one_tries_for_all(tested, clock):
    opened(tested)
    clock.now += FIRST_PAUSE
    assert [tested.allows() for _visitor in range(5)] == [True, False, False, False, False]
    assert tested.state == "open"


def test_another_tries_when_the_one_never_came_back(tested, clock):
    opened(tested)
    clock.now += FIRST_PAUSE
    assert tested.allows()
    clock.now += FIRST_PAUSE
    assert [tested.allows(), tested.allows()] == [True, False]


def test_answer_to_the_one_closes_it_and_the_count_begins_anew(tested, clock):
    opened(tested)
    clock.now += FIRST_PAUSE
    assert tested.allows()
    tested.succeeded()
    assert tested.state == "closed"
    tested.failed("no answer in time")
    assert [tested.allows(), tested.allows()] == [True, True]


def test_pause_doubles_with_each_vain_try_up_to_the_longest(tested, clock):
    opened(tested)
    pauses = []
    for _try in range(8):
        waited = 0.0
        while not tested.allows():
            clock.now += 0.5
            waited += 0.5
        pauses.append(waited)
        tested.failed("no answer in time")
    expected = [min(FIRST_PAUSE * 2**n, LONGEST_PAUSE) for n in range(8)]
    assert pauses == expected
    assert expected[-1] == LONGEST_PAUSE


def test_pause_is_the_first_again_after_a_success(tested, clock):
    opened(tested)
    for _try in range(3):
        clock.now += LONGEST_PAUSE
        assert tested.allows()
        tested.failed("no answer in time")
    clock.now += LONGEST_PAUSE
    assert tested.allows()
    tested.succeeded()
    opened(tested)
    clock.now += FIRST_PAUSE
    assert tested.allows()


def test_failure_of_a_question_from_before_it_opened_lengthens_no_pause(tested, clock):
    opened(tested)
    for _late in range(5):
        tested.failed("no answer in time")
    clock.now += FIRST_PAUSE
    assert tested.allows()


def test_each_change_of_state_is_measured_and_logged_once(tested, clock, caplog):
    caplog.set_level(logging.INFO, logger="search.circuit")
    before = {s: metric("hub_search_circuit_changes_total", state=s) for s in ("open", "closed")}
    assert metric("hub_search_circuit_open") == 0
    opened(tested)
    tested.failed("late")
    assert metric("hub_search_circuit_open") == 1
    clock.now += FIRST_PAUSE
    tested.allows()
    tested.failed("still away")
    clock.now += 2 * FIRST_PAUSE
    tested.allows()
    tested.succeeded()
    tested.succeeded()
    assert metric("hub_search_circuit_open") == 0
    after = {s: metric("hub_search_circuit_changes_total", state=s) for s in ("open", "closed")}
    assert {state: after[state] - before[state] for state in after} == {"open": 1, "closed": 1}
    assert [(record.levelname, record.getMessage()) for record in caplog.records] == [
        ("WARNING", "Search engine tested: circuit open: no answer in time"),
        ("WARNING", "Search engine tested: circuit closed: it answers again"),
    ]
