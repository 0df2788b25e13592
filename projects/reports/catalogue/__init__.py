"""The reports that can be exported, by the name used in addresses and by `manage.py export`."""

from collections.abc import Callable
from dataclasses import dataclass

from projects.indicators.board import Board
from projects.reports.catalogue import agency, kinds, ledger, lights, ranking, tasks, ticket_ledger


@dataclass(frozen=True)
class Report:
    """`make(board, filler, phone, with_leaders)` gives the workbook."""

    slug: str
    title: str
    make: Callable[[Board, str, str, bool], bytes]


def _tasks(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return tasks.workbook(tasks.build(board, with_leaders=with_leaders), filler=filler, phone=phone)


def _ledger(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return ledger.workbook(board, filler=filler, phone=phone, with_leaders=with_leaders)


def _agency(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return agency.workbook(board, filler=filler, phone=phone)


def _ranking(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return ranking.workbook(board, filler=filler, phone=phone, with_leaders=with_leaders)


def _lights(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return lights.workbook(board, filler=filler, phone=phone)


def _tickets(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return ticket_ledger.ledger(board, filler=filler, phone=phone)


def _overdue(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
    return ticket_ledger.overdue(board, filler=filler, phone=phone)


def _of_layout(layout: kinds.Layout) -> Callable[[Board, str, str, bool], bytes]:
    def make(board: Board, filler: str, phone: str, with_leaders: bool) -> bytes:
        return kinds.workbook(board, layout, filler=filler, phone=phone, with_leaders=with_leaders)

    return make


REPORTS: dict[str, Report] = {
    report.slug: report
    for report in (
        Report("tasks", tasks.TITLE, _tasks),
        Report("ranking", ranking.TITLE, _ranking),
        Report("lights", lights.TITLE, _lights),
        Report("kinds", kinds.TITLE, _of_layout(kinds.DONE)),
        Report("allocation", kinds.ALLOCATION_TITLE, _of_layout(kinds.ALLOCATION)),
        Report("ledger", ledger.TITLE, _ledger),
        Report("agency", agency.TITLE, _agency),
        Report("tickets", ticket_ledger.TITLE, _tickets),
        Report("tickets-overdue", ticket_ledger.OVERDUE_TITLE, _overdue),
    )
}
