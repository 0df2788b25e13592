"""`make check`, `make test` and `make bench`: the static checks, the test suite and the measurements, on a cluster of their own.

python -m scripts.verify check
python -m scripts.verify test [pytest options]
python -m scripts.verify bench
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from scripts import localpg
from scripts.bootstrap import bootstrap
from scripts.common import PROJECT, Refusal, apt_line, say, told, var_dir

BIN = PROJECT / ".venv" / "bin"
CHECKS: Mapping[str, Sequence[str]] = {
    "ruff check": ["ruff", "check", "."],
    "ruff format": ["ruff", "format", "--check", "."],
    "mypy": ["python", "-m", "mypy"],
    "import-linter": ["lint-imports"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
    "migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "manage.py check": ["python", "manage.py", "check"],
}
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
MEASUREMENTS = ("bench.lists", "bench.figures")
BROWSER_PACKAGES = ("chromium", "fonts-noto-cjk")


def check() -> int:
    bootstrap(dev=True)
    with test_database():
        return _check()


def test(options: Sequence[str]) -> int:
    bootstrap(dev=True)
    ensure_browser()
    with test_database():
        failed = _check()
        return _pytest(options) or failed  # the tests run either way, and their closing line comes last


def bench() -> int:
    """All of them, whatever one of them says."""
    bootstrap(dev=True)
    with test_database():
        return max(subprocess.run([BIN / "python", "-m", name], cwd=PROJECT, check=False).returncode for name in MEASUREMENTS)


def _check() -> int:
    """All of them, so that one run tells everything there is to mend."""
    failed = [name for name, command in CHECKS.items() if not _passes(name, command)]
    if failed:
        say(f"检查未通过：{'、'.join(failed)}。")
    return 1 if failed else 0


def _passes(name: str, command: Sequence[str]) -> bool:
    done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=PROJECT, capture_output=True, text=True, check=False)
    say(f"{'通过' if done.returncode == 0 else '未通过'}  {name}")
    if done.returncode:
        say(done.stdout + done.stderr)
    return done.returncode == 0


def _pytest(options: Sequence[str]) -> int:
    """Last, and with nothing printed after it: pytest's closing line is the result."""
    environment = {**os.environ, "QINGSHUI_FULL": "1" if os.environ.get("FULL") == "1" else ""}
    return subprocess.run([BIN / "python", "-m", "pytest", *options], cwd=PROJECT, env=environment, check=False).returncode


@contextmanager
def test_database() -> Iterator[None]:
    """A cluster that never syncs to disk, ended with the run that started it; a given DATABASE_URL wins and is left alone."""
    if os.environ.get("DATABASE_URL"):
        yield
        return
    root = var_dir() / "pg-test"
    was_running = localpg.running(root)
    try:
        urls = localpg.ensure(root, fast=True)
        os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"] = urls.app, urls.owner
        yield
    finally:
        if not was_running:
            localpg.stop(root)


def ensure_browser() -> None:
    """The browser tests need a browser and Chinese glyphs: install what is missing, or say how; never skip."""
    if _has_browser() and _has_chinese_font():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Refusal(f"浏览器测试缺少 chromium 或中文字体：请执行 {apt_line(*BROWSER_PACKAGES)} 后重试。")
    say("安装 chromium 和中文字体 ……")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for words in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *BROWSER_PACKAGES]):
        if subprocess.run(["apt-get", *words], env=environment, capture_output=True, check=False).returncode:
            raise Refusal(f"安装 chromium 和中文字体失败，多半是没有网络：接通后请执行 {apt_line(*BROWSER_PACKAGES)}。")


def _has_browser() -> bool:
    return any(shutil.which(name) for name in CHROMIUM)


def _has_chinese_font() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=zh-cn", "family"], capture_output=True, check=False).stdout.strip())


def main() -> int:
    match sys.argv[1:]:
        case ["check"]:
            return check()
        case ["test", *options]:
            return test(options)
        case ["bench"]:
            return bench()
    raise Refusal("用法：python -m scripts.verify check|test|bench")


if __name__ == "__main__":
    sys.exit(told(main))
