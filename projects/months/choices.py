"""States of a statistical month."""

OPEN = "open"
CLOSED = "closed"
REOPENED = "reopened"
LABELS = {OPEN: "未月结", CLOSED: "已月结", REOPENED: "已重开"}
