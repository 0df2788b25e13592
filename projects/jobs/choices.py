"""States of a job, and how often a schedule comes round."""

from datetime import timedelta

WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
STATES: dict[str, str] = {
    WAITING: "排队中",
    RUNNING: "进行中",
    DONE: "已完成",
    FAILED: "未完成",
    CANCELLED: "已取消",
}
ENDED = frozenset({DONE, FAILED, CANCELLED})

MINUTES, DAILY, WEEKLY, MONTHLY = "minutes", "daily", "weekly", "monthly"
EVERY: dict[str, str] = {MINUTES: "每隔", DAILY: "每天", WEEKLY: "每周", MONTHLY: "每月"}

RESULT_KEPT = timedelta(days=7)
"""How long a result file can be fetched, and how long the row of an ended job is listed."""
MOST_ATTEMPTS = 3
"""A job whose worker died so often is given up: it is likely to be what kills it."""
MOST_RUNNING = 5
"""Unfinished jobs of one person at a time."""
