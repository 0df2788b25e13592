"""The ways out, against receivers of the test's own on 127.0.0.1."""

import base64
import hashlib
import hmac
import json
import socketserver
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.conf import LazySettings
from django.utils import timezone

from projects.notices import channels
from projects.notices.actions import announce
from projects.notices.channels import deliver, due, signed
from projects.notices.models import Delivery
from tests.world import World


class Robot(HTTPServer):
    """Keeps what came; answers as it is told."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), RobotHandler)
        self.came: list[tuple[str, dict[str, Any]]] = []
        self.answer: tuple[int, bytes] = (200, b'{"errcode": 0, "errmsg": "ok"}')

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class RobotHandler(BaseHTTPRequestHandler):
    server: Robot

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.came.append((self.path, json.loads(body)))
        status, content = self.server.answer
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Quiet."""


class MailHandler(socketserver.StreamRequestHandler):
    """As much of SMTP as a client needs."""

    server: Any

    def handle(self) -> None:
        self.wfile.write(b"220 test\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            if word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                lines = []
                for text in self.rfile:
                    if text == b".\r\n":
                        break
                    lines.append(text)
                self.server.came.append(b"".join(lines))
            self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")
            if word == b"QUIT":
                return


def running(server: Any) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def robot(settings: LazySettings) -> Iterator[Robot]:
    server = Robot()
    settings.NOTICE_ALLOWED_HOSTS = [server.host]
    settings.NOTICE_DINGTALK_URL = f"http://{server.host}/robot/send?access_token=abc"
    settings.NOTICE_DINGTALK_SECRET = "SEC-example"
    settings.NOTICE_WECOM_URL = f"http://{server.host}/cgi-bin/webhook/send?key=abc"
    yield from running(server)


def put(world: World, settings: LazySettings, *names: str, key: str = "digest:2024-12-16") -> Delivery:
    settings.NOTICE_CHANNELS = list(names)
    announce(county=world.county, title="今日提醒", text="超期诉求3件", once_key=key)
    return Delivery.objects.latest("pk")


def test_nothing_goes_out_unless_it_is_switched_on(world: World) -> None:
    assert announce(county=world.county, title="今日提醒", text="超期诉求3件", once_key="a") == 0
    assert Delivery.objects.count() == 0


def test_a_dingtalk_robot_gets_its_signature(world: World, settings: LazySettings, robot: Robot) -> None:
    row = put(world, settings, "dingtalk")
    assert deliver(row.pk)
    path, body = robot.came[0]
    asked = parse_qs(urlsplit(path).query)
    moment = asked["timestamp"][0]
    digest = hmac.new(b"SEC-example", f"{moment}\nSEC-example".encode(), hashlib.sha256).digest()
    assert asked["sign"] == [base64.b64encode(digest).decode()]
    assert asked["access_token"] == ["abc"]
    assert body == {"msgtype": "text", "text": {"content": "今日提醒\n超期诉求3件"}}
    row.refresh_from_db()
    assert (row.state, row.attempts, row.problem) == ("sent", 1, "")
    assert not deliver(row.pk), "once"
    assert len(robot.came) == 1


def test_the_signature_is_the_one_worked_by_hand() -> None:
    """printf '1700000000000\\nSEC' | openssl dgst -sha256 -hmac SEC -binary | base64, percent-encoded."""
    url = signed("https://x/?access_token=a", "SEC", 1_700_000_000_000)
    digest = hmac.new(b"SEC", b"1700000000000\nSEC", hashlib.sha256).digest()
    encoded = base64.b64encode(digest).decode().replace("+", "%2B").replace("/", "%2F").replace("=", "%3D")
    assert url == f"https://x/?access_token=a&timestamp=1700000000000&sign={encoded}"


def test_a_wecom_robot_gets_the_text(world: World, settings: LazySettings, robot: Robot) -> None:
    assert deliver(put(world, settings, "wecom").pk)
    assert robot.came == [("/cgi-bin/webhook/send?key=abc", {"msgtype": "text", "text": {"content": "今日提醒\n超期诉求3件"}})]


def test_mail_goes_through_the_named_server(world: World, settings: LazySettings) -> None:
    server: Any = socketserver.TCPServer(("127.0.0.1", 0), MailHandler)
    server.came = []
    for mail in running(server):
        settings.NOTICE_SMTP_HOST, settings.NOTICE_SMTP_PORT = "127.0.0.1", mail.server_address[1]
        settings.NOTICE_ALLOWED_HOSTS = [f"127.0.0.1:{mail.server_address[1]}"]
        settings.NOTICE_MAIL_FROM, settings.NOTICE_MAIL_TO = "zs@example.cn", ["office@example.cn"]
        assert deliver(put(world, settings, "smtp").pk)
        assert b"To: office@example.cn" in mail.came[0]
        assert "超期诉求3件".encode() in mail.came[0]


def test_a_host_that_is_not_allowed_gets_nothing(world: World, settings: LazySettings, robot: Robot) -> None:
    settings.NOTICE_ALLOWED_HOSTS = ["oapi.dingtalk.com"]
    row = put(world, settings, "dingtalk")
    assert not deliver(row.pk)
    row.refresh_from_db()
    assert robot.came == []
    assert row.problem.startswith("接收地址不在允许的主机名单内")


@pytest.mark.parametrize("answer", [(200, b'{"errcode": 310000}'), (302, b""), (500, b"oops"), (200, b"[]")])
def test_a_refusal_is_tried_again_four_times_and_then_given_up(
    world: World, settings: LazySettings, robot: Robot, answer: tuple[int, bytes]
) -> None:
    robot.answer = answer
    row = put(world, settings, "dingtalk")
    waits = []
    for _ in range(5):
        Delivery.objects.update(next_try_at=timezone.now())
        assert due() == [row.pk]
        before = timezone.now()
        assert not deliver(row.pk)
        row.refresh_from_db()
        waits.append(row.next_try_at and (row.next_try_at - before) // timedelta(minutes=1))
    assert waits == [1, 5, 30, 120, None]
    assert (row.state, row.attempts) == ("given_up", 5)
    assert due() == []
    assert not deliver(row.pk)
    assert len(robot.came) == 5


def test_whatever_a_channel_raises_stays_with_the_message(
    world: World, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Delivery) -> None:
        raise RuntimeError("secret in here")

    monkeypatch.setitem(channels.SENDERS, "wecom", broken)
    row = put(world, settings, "wecom")
    assert not deliver(row.pk)
    row.refresh_from_db()
    assert (row.state, row.problem) == ("pending", "发送时出错（RuntimeError）")


def test_two_digests_of_one_day_are_one_message(world: World, settings: LazySettings) -> None:
    put(world, settings, "wecom", "dingtalk")
    put(world, settings, "wecom", "dingtalk")
    assert Delivery.objects.count() == 2
