"""Which backups are kept: a table of dates, worked by hand."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from projects.backups.choices import Backup
from projects.backups.queries import backups_in, too_many

FOLDER = Path("backups")


def of(*moments: str) -> list[Backup]:
    return [Backup(FOLDER, f"qingshui-{moment}") for moment in moments]


def nightly(first: date, last: date) -> list[Backup]:
    days = (last - first).days + 1
    return of(*(f"{first + timedelta(days=number):%Y%m%d}T020000" for number in range(days)))


def names(backups: list[Backup]) -> list[str]:
    return [backup.name.removeprefix("qingshui-") for backup in backups]


def test_of_fourteen_nights_none_goes() -> None:
    assert too_many(nightly(date(2024, 12, 3), date(2024, 12, 16))) == []


def test_the_fifteenth_night_goes_when_its_month_has_a_later_one() -> None:
    assert names(too_many(nightly(date(2024, 12, 2), date(2024, 12, 16)))) == ["20241202T020000"]


def test_a_month_keeps_its_last_night() -> None:
    """14 nights back from 16 December is the 3rd; of November the 30th stays."""
    gone = names(too_many(nightly(date(2024, 11, 28), date(2024, 12, 16))))
    assert gone == ["20241202T020000", "20241201T020000", "20241129T020000", "20241128T020000"]


def test_of_a_year_and_a_half_of_nights_fourteen_days_and_twelve_months_stay() -> None:
    """December is kept by its last night already: 14 days and the last nights of January to November."""
    every = nightly(date(2023, 6, 1), date(2024, 12, 16))
    kept = sorted(set(names(every)) - set(names(too_many(every))))
    ends = ["0131", "0229", "0331", "0430", "0531", "0630", "0731", "0831", "0930", "1031", "1130"]
    days = [f"202412{day:02d}" for day in range(3, 17)]
    assert kept == [f"{day}T020000" for day in [f"2024{end}" for end in ends] + days]


def test_of_one_day_the_last_stays() -> None:
    assert names(too_many(of("20241216T020000", "20241216T140000", "20241216T090000"))) == ["20241216T090000", "20241216T020000"]


def test_days_without_a_backup_do_not_count() -> None:
    """The machine was off for half a year: what is there stays."""
    assert too_many(of("20240501T020000", "20240502T020000", "20241216T020000")) == []


def test_other_files_are_no_backups(tmp_path: Path) -> None:
    for name in (
        "qingshui-20241216T020000.dump",
        "qingshui-20241215T020000.dump.suspect",
        "qingshui-20241214T020000.dump.77.new",
        "x.dump",
    ):
        (tmp_path / name).touch()
    assert names(backups_in(tmp_path)) == ["20241216T020000"]


@pytest.mark.parametrize(("name", "at"), [("qingshui-20241216T140801", datetime(2024, 12, 16, 14, 8, 1))])  # noqa: DTZ001
def test_the_name_says_when(name: str, at: datetime) -> None:
    assert Backup(FOLDER, name).taken_at.replace(tzinfo=None) == at
