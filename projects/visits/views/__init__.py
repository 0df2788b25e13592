"""Pages of 包抓联, 走访 and 座谈对接."""
