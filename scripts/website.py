"""`make run`, `make setup`, `make demo`, `make down` and `make backup`: everything a person needs to see the site, keep it, and end it.

python -m scripts.website run|setup|demo|down|backup
"""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from scripts import localpg
from scripts.bootstrap import bootstrap
from scripts.common import PROJECT, Refusal, fingerprint, is_stamped, say, told, var_dir, venv_python, write_atomically

HOST = "127.0.0.1"


def run() -> int:
    port = wanted_port()
    _refuse_if_taken(port)
    _end_by_signal()
    bootstrap()
    with database():
        prepare_database()
        collect_static()
        serve(port)
    return 0


def setup() -> int:
    bootstrap()
    if not _foreign_database():
        localpg.ensure(localpg.default_root())
    prepare_database()
    collect_static()
    say("已就绪。启动网站：make run；停止本地数据库：make down。")
    return 0


def demo() -> int:
    if _foreign_database():
        raise Refusal("设了 DATABASE_URL，为免误删，make demo 只重建项目自带的数据库：请执行 env -u DATABASE_URL make demo。")
    bootstrap()
    localpg.recreate(localpg.default_root())
    prepare_database()
    say("演示数据已重建。")
    return 0


def down() -> int:
    """The test cluster too: a test run started by hand may have left it."""
    stopped = [localpg.stop(var_dir() / name) for name in ("pg", "pg-test")]
    say("本地数据库已停止。" if any(stopped) else "本地数据库没有在运行。")
    return 0


def backup() -> int:
    """Nothing is set up on the way: the backup of an empty database would look like a good one."""
    if not venv_python().exists():
        raise Refusal("本机还没有安装，没有数据可备份：请先执行 make setup。")
    if not _foreign_database() and not localpg.exists(localpg.default_root()):
        raise Refusal("数据库还没有建立，没有数据可备份：请先执行 make setup；备份别的数据库请设 DATABASE_URL。")
    manage("sweep")
    manage("backup", "--drill")
    return 0


def wanted_port() -> int:
    text = os.environ.get("PORT") or "8000"
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise Refusal(f"端口 {text} 不对，应是 1 至 65535 的整数：例如 make run PORT=8001。")
    return int(text)


def _refuse_if_taken(port: int) -> None:
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind((HOST, port))
        except OSError as error:
            other = port + 1 if port < 65535 else 8000
            raise Refusal(f"端口 {port} 用不了，多半已被占用（也许网站已经在运行）：请执行 make run PORT={other}。") from error


def _end_by_signal() -> None:
    """kill and a closed terminal end the site as Ctrl-C does."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, interrupt)


def _foreign_database() -> bool:
    return bool(os.environ.get("DATABASE_URL"))


@contextmanager
def database() -> Iterator[None]:
    """The local cluster for as long as the site runs; one that ran before is left running."""
    root = localpg.default_root()
    if _foreign_database() or localpg.running(root):
        yield
        return
    try:
        localpg.ensure(root)
        yield
    finally:
        _no_more_interrupts()
        localpg.stop(root)


def prepare_database() -> None:
    """Tables and demonstration; skipped only for our own cluster and unchanged code, where the stamp dies with the data."""
    stamp = localpg.default_root() / "prepared"
    key = fingerprint(source_files())
    if not _foreign_database() and is_stamped(stamp, key):
        return
    manage("migrate", "--verbosity=0")
    manage("load_demo", "--if-empty")
    if not _foreign_database():
        write_atomically(stamp, key)


def source_files() -> list[Path]:
    """Whatever can change what `migrate` does: migrations, grants, triggers, and the packages that bring their own."""
    code = [path for name in ("projects", "qingshui") for path in (PROJECT / name).rglob("*.py")]
    return [PROJECT / "requirements.txt", *code]


def collect_static() -> None:
    target = var_dir() / "static"
    files = [path for path in (PROJECT / "static").rglob("*") if path.is_file()]
    settings = [PROJECT / "requirements.txt", PROJECT / "qingshui" / "settings.py"]
    key = fingerprint([*files, *settings], os.environ.get("DEBUG", ""))
    if not is_stamped(target / ".stamp", key):
        manage("collectstatic", "--noinput", "--clear", "--verbosity=0")
        write_atomically(target / ".stamp", key)


def manage(*words: str) -> None:
    if subprocess.run([venv_python(), "manage.py", *words], cwd=PROJECT, check=False).returncode:
        raise Refusal(f"manage.py {words[0]} 没有成功，原因见上面的输出；改好后请再执行一次。")


def serve(port: int) -> None:
    processes: list[subprocess.Popen[bytes]] = []
    try:
        # A session of their own: Ctrl-C reaches this process, which ends them in order.
        processes.extend(subprocess.Popen(command, cwd=PROJECT, start_new_session=True) for command in services(port))
        accounts = subprocess.Popen([venv_python(), "manage.py", "demo_accounts"], cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        _wait_for_page(port, processes)
        say(f"\n{accounts.communicate()[0]}\n网站已启动：http://{HOST}:{port}/ （按 Ctrl-C 停止）")
        os.wait()
        raise Refusal("网站的一个进程意外退出，已全部停止；原因见上面的输出，请再执行 make run。")
    except KeyboardInterrupt:
        say("\n正在停止 ……")
    finally:
        _no_more_interrupts()
        _end(processes)


def services(port: int) -> list[Sequence[str]]:
    """What `make run` keeps running: the web server, and the worker of jobs and schedules."""
    gunicorn = [str(venv_python()), "-m", "gunicorn", "qingshui.wsgi", "--bind", f"{HOST}:{port}"]
    return [
        [*gunicorn, "--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "warning"],
        [str(venv_python()), "manage.py", "worker"],
    ]


def _wait_for_page(port: int, processes: Sequence[subprocess.Popen[bytes]]) -> None:
    deadline = time.monotonic() + 60
    while not (status := _first_page(port)):
        if any(process.poll() is not None for process in processes) or time.monotonic() > deadline:
            raise Refusal("网站没有启动成功，原因见上面的输出；改好后请再执行 make run。")
        time.sleep(0.05)
    if status >= http.HTTPStatus.INTERNAL_SERVER_ERROR:
        raise Refusal("网站能启动，但首页出错，原因见上面的输出；改好后请再执行 make run。")


def _first_page(port: int) -> int:
    """The status of the first page; 0 while nobody listens."""
    line = http.client.HTTPConnection(HOST, port, timeout=30)
    try:
        line.request("GET", "/")
        return line.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        line.close()


def _no_more_interrupts() -> None:
    """An impatient second Ctrl-C must not leave half of it running."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)


def _end(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    for process in reversed(processes):
        process.terminate()
    for process in processes:
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def main() -> int:
    commands = {"run": run, "setup": setup, "demo": demo, "down": down, "backup": backup}
    if len(sys.argv) != 2 or sys.argv[1] not in commands:
        raise Refusal(f"用法：python -m scripts.website {'|'.join(commands)}")
    return commands[sys.argv[1]]()


if __name__ == "__main__":
    sys.exit(told(main))
