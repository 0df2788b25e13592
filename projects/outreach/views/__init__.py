"""招商活动 and 招商线索: lists, forms, one row."""
