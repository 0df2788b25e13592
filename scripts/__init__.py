"""Setting up, running and checking the project. Standard library only: these run before anything is installed."""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said here, before any module with newer syntax is read
    sys.exit("需要 Python 3.11 或更新的版本：请执行 sudo apt-get install -y python3.11-venv，再执行 make run PYTHON=python3.11。")
