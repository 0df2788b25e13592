"""The ways out: mail, and the robots of 钉钉 and 企业微信. Off unless the environment names them; only to hosts that it allows.

Shapes: open.dingtalk.com 自定义机器人 (timestamp in milliseconds, sign = base64(HMAC-SHA256(secret, timestamp + LF + secret)));
developer.work.weixin.qq.com 群机器人. Both answer {"errcode": 0} when they took it.
"""

import base64
import hashlib
import hmac
import http.client
import json
import smtplib
import time
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from projects.core import clock
from projects.notices.choices import DINGTALK, GIVEN_UP, RETRY_MINUTES, SENT, SMTP, WECOM
from projects.notices.models import Delivery

SECONDS = 5
LONGEST_ANSWER = 65_536


class NotDelivered(Exception):
    """In a sentence that holds no address and no key."""


def signed(url: str, secret: str, moment_ms: int) -> str:
    """The address of a 钉钉 robot with its signature; as it is where the robot has no secret."""
    if not secret:
        return url
    digest = hmac.new(secret.encode(), f"{moment_ms}\n{secret}".encode(), hashlib.sha256).digest()
    sign = quote(base64.b64encode(digest), safe="")
    return f"{url}{'&' if '?' in url else '?'}timestamp={moment_ms}&sign={sign}"


def _must_be_allowed(host: str) -> None:
    if host not in settings.NOTICE_ALLOWED_HOSTS:
        raise NotDelivered("接收地址不在允许的主机名单内，请系统管理员核对 NOTICE_ALLOWED_HOSTS")


def _post(url: str, text: str) -> None:
    """No redirects, no proxies: exactly the host that was allowed."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotDelivered("接收地址应以 https:// 开头，请系统管理员核对")
    _must_be_allowed(parts.netloc.rpartition("@")[2])
    kind = http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
    line = kind(parts.hostname, parts.port, timeout=SECONDS)
    body = json.dumps({"msgtype": "text", "text": {"content": text}}, ensure_ascii=False).encode()
    try:
        line.request("POST", f"{parts.path}?{parts.query}", body, {"Content-Type": "application/json; charset=utf-8"})
        answer = line.getresponse()
        content = answer.read(LONGEST_ANSWER)
    except (OSError, http.client.HTTPException) as problem:
        raise NotDelivered(f"接收方没有应答（{type(problem).__name__}）") from problem
    finally:
        line.close()
    _must_be_taken(answer.status, content)


def _must_be_taken(status: int, content: bytes) -> None:
    try:
        code = json.loads(content).get("errcode")
    except (ValueError, AttributeError):
        code = None
    if status != 200 or code != 0:
        raise NotDelivered(f"接收方拒收（HTTP {status}，errcode {code}）")


def _dingtalk(delivery: Delivery) -> None:
    url = signed(settings.NOTICE_DINGTALK_URL, settings.NOTICE_DINGTALK_SECRET, int(time.time() * 1000))
    _post(url, f"{delivery.title}\n{delivery.text}")


def _wecom(delivery: Delivery) -> None:
    _post(settings.NOTICE_WECOM_URL, f"{delivery.title}\n{delivery.text}")


def _mail(delivery: Delivery) -> None:
    host, port = settings.NOTICE_SMTP_HOST, settings.NOTICE_SMTP_PORT
    _must_be_allowed(f"{host}:{port}")
    message = EmailMessage()
    message["Subject"], message["From"] = delivery.title, settings.NOTICE_MAIL_FROM
    message["To"] = ", ".join(settings.NOTICE_MAIL_TO)
    message.set_content(delivery.text)
    try:
        with smtplib.SMTP(host, port, timeout=SECONDS) as line:
            if settings.NOTICE_SMTP_TLS:
                line.starttls()
            if settings.NOTICE_SMTP_USER:
                line.login(settings.NOTICE_SMTP_USER, settings.NOTICE_SMTP_PASSWORD)
            line.send_message(message)
    except (OSError, smtplib.SMTPException) as problem:
        raise NotDelivered(f"邮件服务器没有收下（{type(problem).__name__}）") from problem


SENDERS = {SMTP: _mail, DINGTALK: _dingtalk, WECOM: _wecom}


def due() -> "list[int]":
    rows = Delivery.objects.filter(sent_at=None, next_try_at__lte=timezone.now()).exclude(state=GIVEN_UP)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:100])


def deliver(number: int) -> bool:
    """One message, its outcome kept. Whatever a channel raises stays here; a message may come twice when the worker is killed between
    the sending and the keeping, never get lost."""
    with transaction.atomic():
        row = Delivery.objects.select_for_update(skip_locked=True).filter(pk=number, sent_at=None).first()
        if row is None or row.state == GIVEN_UP:
            return False
        row.attempts += 1
        try:
            SENDERS[row.channel](row)
        except NotDelivered as problem:
            _keep_for_later(row, str(problem))
        except Exception as problem:
            _keep_for_later(row, f"发送时出错（{type(problem).__name__}）")
        else:
            row.state, row.sent_at, row.next_try_at, row.problem = SENT, clock.now(), None, ""
        row.save()
        return row.state == SENT


def _keep_for_later(row: Delivery, problem: str) -> None:
    row.problem = problem[:300]
    if row.attempts > len(RETRY_MINUTES):
        row.state, row.next_try_at = GIVEN_UP, None
    else:
        row.next_try_at = timezone.now() + timedelta(minutes=RETRY_MINUTES[row.attempts - 1])
