"""An error is told once: in a sentence if it was expected, else with what to send us."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from maillage.domain import errors
from maillage.ui.background import Cancelled


def test_an_expected_error_is_a_sentence_alone(qtbot, open_window):
    open_window.session.failed.emit(errors.NotCoordinator())
    dialog = open_window.failures.dialog
    assert dialog is not None
    assert not dialog.copy.isVisible()
    dialog.accept()
    assert open_window.failures.dialog is None


def test_an_unexpected_error_has_details_to_copy(qtbot, open_window):
    open_window.session.failed.emit(ValueError("le détail"))
    dialog = open_window.failures.dialog
    assert dialog.copy.isVisible()
    dialog.copy.click()
    assert "le détail" in QApplication.clipboard().text()
    dialog.accept()


def test_a_second_error_waits_for_no_second_dialog(qtbot, open_window):
    open_window.session.failed.emit(errors.NotCoordinator())
    first = open_window.failures.dialog
    open_window.session.failed.emit(ValueError("encore"))
    assert open_window.failures.dialog is first
    first.accept()


def test_what_was_stopped_on_request_is_no_error(open_window):
    open_window.session.failed.emit(Cancelled())
    assert open_window.failures.dialog is None
