"""Work off the main thread: in order, answered on the main thread, stoppable, never lost."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import QLabel

from maillage.ui.background import Cancelled, Progress, Worker


@pytest.fixture
def worker(qapp) -> Iterator[Worker]:
    """A worker that ends with the test."""
    worker = Worker()
    yield worker
    worker.shutdown()


def fail(error: BaseException) -> None:
    """For jobs that must not fail."""
    raise AssertionError(error)


def test_a_job_runs_elsewhere_and_its_answer_comes_to_the_main_thread(worker, qtbot):
    seen: list[tuple[object, object]] = []
    main = threading.current_thread()
    worker.submit(
        threading.current_thread,
        done=lambda ran: seen.append((ran, threading.current_thread())),
        failed=fail,
    )
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] is not main
    assert seen[0][1] is main


def test_jobs_run_one_after_the_other_in_the_order_given(worker, qtbot):
    started: list[int] = []
    answers: list[int] = []
    for number in range(20):
        worker.submit(
            lambda number=number: started.append(number) or number,
            done=answers.append,
            failed=fail,
        )
    qtbot.waitUntil(lambda: len(answers) == 20)
    assert started == answers == list(range(20))


def test_an_error_reaches_failed_with_its_type(worker, qtbot):
    errors: list[BaseException] = []

    def job() -> None:
        raise ValueError("full")

    worker.submit(job, done=lambda _none: fail(ValueError()), failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], ValueError)


def test_a_long_job_reports_and_its_last_report_comes_before_its_answer(worker, qtbot):
    said: list[object] = []

    def job(progress: Progress) -> str:
        for done in range(1, 1001):
            progress.report(done, 1000, f"{done} sur 1000")
        return "fini"

    worker.submit_long(
        job, done=said.append, failed=fail, progress=lambda *report: said.append(report)
    )
    qtbot.waitUntil(lambda: "fini" in said)
    assert said[-1] == "fini"
    assert said[-2] == (1000, 1000, "1000 sur 1000")


def test_a_flood_of_reports_is_thinned_to_what_the_screen_can_show(worker, qtbot):
    reports: list[int] = []
    ended: list[str] = []

    def job(progress: Progress) -> str:
        # The main thread sleeps in `result` below: reports wait, and only the latest is kept.
        for done in range(5000):
            progress.report(done, 5000)
        ready.set()
        return "fini"

    ready = threading.Event()
    worker.submit_long(
        job, done=ended.append, failed=fail, progress=lambda done, _n, _t: reports.append(done)
    )
    assert ready.wait(10)
    qtbot.waitUntil(lambda: bool(ended))
    assert reports == [4999]


def test_a_cancelled_job_stops_at_its_next_report(worker, qtbot):
    errors: list[BaseException] = []
    begun, go_on = threading.Event(), threading.Event()

    def job(progress: Progress) -> None:
        progress.report(0, 2)
        begun.set()
        assert go_on.wait(10)
        progress.report(1, 2)

    task = worker.submit_long(
        job,
        done=lambda _none: fail(AssertionError()),
        failed=errors.append,
        progress=lambda *_: None,
    )
    assert begun.wait(10)
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(errors))
    assert isinstance(errors[0], Cancelled)
    assert task.finished


def test_busy_is_told_once_at_the_start_and_once_at_the_end(worker, qtbot):
    told: list[bool] = []
    worker.busy.connect(told.append)
    for _ in range(3):
        worker.submit(lambda: None, done=lambda _none: None, failed=fail)
    qtbot.waitUntil(lambda: told == [True, False])


@pytest.mark.parametrize("form", ["method", "lambda"])
def test_a_callback_of_a_destroyed_widget_is_left_out(worker, qtbot, form):
    label = QLabel()
    go_on = threading.Event()
    done = label.setText if form == "method" else lambda text: label.setText(f"{text}.")
    worker.submit(lambda: go_on.wait(10) and "fini", done=done, failed=fail)
    after: list[bool] = []
    worker.submit(lambda: True, done=after.append, failed=fail)
    shiboken6.delete(label)
    go_on.set()
    qtbot.waitUntil(lambda: bool(after))


def test_shutting_down_runs_every_job_that_was_handed_in(qapp):
    worker = Worker()
    ran: list[int] = []
    for number in range(50):
        worker.submit(
            lambda number=number: ran.append(number), done=lambda _none: None, failed=fail
        )
    worker.shutdown()
    assert ran == list(range(50))
    with pytest.raises(RuntimeError):
        worker.submit(lambda: None, done=lambda _none: None, failed=fail)


def test_after_the_end_nobody_is_answered_so_nobody_asks_for_more(qapp):
    worker = Worker()
    ran, answered = [], []

    def ask_for_more(_one: None) -> None:
        answered.append(_one)
        worker.submit(lambda: None, done=lambda _none: None, failed=fail)

    worker.submit(lambda: ran.append(1), done=ask_for_more, failed=fail)
    worker.shutdown()  # the answer is on its way, and comes once the loop goes on
    qapp.processEvents()
    assert ran == [1]
    assert answered == []
    assert worker._open == 0


def test_a_worker_destroyed_before_its_answer_does_no_harm(qapp):
    worker = Worker()
    go_on = threading.Event()
    worker.submit(lambda: go_on.wait(10), done=lambda _one: fail(ValueError()), failed=fail)
    executor = worker._executor
    shiboken6.delete(worker)
    go_on.set()
    executor.shutdown(wait=True)
    qapp.processEvents()


def test_circles_of_objects_go_on_the_main_thread_whoever_makes_more(worker, qtbot):
    went: list[object] = []

    class Circle:
        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            went.append(threading.current_thread())

    Circle()
    made: list[int] = []
    worker.submit(lambda: len([Circle() for _one in range(5_000)]), done=made.append, failed=fail)
    qtbot.waitUntil(lambda: made == [5_000] and len(went) == 5_001)
    assert set(went) == {threading.current_thread()}
