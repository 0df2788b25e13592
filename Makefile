# `make` alone lists the targets. The work is done by scripts/, with nothing but Python's standard library.
SHELL := /bin/sh
PYTHON ?= $(or $(shell command -v python3.11),python3)
# Options for pytest, one place: `make test PYTEST="-x -k money"`.
PYTEST ?= -q -n 2 --dist loadfile --no-loadscope-reorder
MAKEFLAGS += --no-print-directory

.DEFAULT_GOAL := help
.PHONY: help run setup down demo backup check test bench

help:  ## 列出全部命令
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

run:  ## 一步启动：环境、数据库、演示数据和网站（PORT=8001 换端口，Ctrl-C 停止）
	@$(PYTHON) -m scripts.website run

setup:  ## 同 run，但不启动网站
	@$(PYTHON) -m scripts.website setup

down:  ## 停止本地数据库
	@$(PYTHON) -m scripts.website down

demo:  ## 删除并重建演示数据
	@$(PYTHON) -m scripts.website demo

backup:  ## 备份数据库和佐证材料，并恢复演练逐项比较（存 var/backups，保留14天和12个月）
	@$(PYTHON) -m scripts.website backup

check:  ## 静态检查：格式、类型、引用方向、模板、迁移
	@$(PYTHON) -m scripts.verify check

test:  ## 静态检查和全部测试（FULL=1 为完整规模）
	@$(PYTHON) -m scripts.verify test $(PYTEST)

bench:  ## 测速：列表渲染，驾驶舱对手写SQL（一个县和一百个县）（结果写入 bench/results.md）
	@$(PYTHON) -m scripts.verify bench
