"""What 汇报数据单 and 周调度 read."""
