"""How tests use the pages: forms are posted as the browser posts them."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from projects.organisations.models import User

PAPER: Mapping[str, Any] = {
    "nature": "正式合同",
    "signed_on": "2024-07-08",
    "amount_wan": "3亿",
    "fair": "",
    "due_on": "2024-12-30",
}
REGISTRATION: Mapping[str, Any] = PAPER | {
    "name": "君石中药材二期",
    "investor_name": "君石（示例）药业有限公司",
    "source_tier": "省外",
    "origin": "四川",
    "sector": "health",
    "channel": "fair",
    "total_investment_wan": "",
    "leader": "",
}


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def submit(client: Client, url: str, data: Mapping[str, Any], *, key: str = "") -> Any:
    """`checked`: the 核对 page has been seen; pages without one do not look at it."""
    return client.post(url, {"submission_key": key or str(uuid.uuid4()), "checked": "1", **data})


def errors_of(response: Any) -> dict[str, list[str]]:
    """field → sentences, of a form that came back."""
    assert response.status_code == 200, response.status_code
    return {name: [str(word) for word in words] for name, words in response.context["form"].errors.items()}


def said(response: Any) -> list[str]:
    """The messages that the next page shows."""
    return [str(message) for message in get_messages(response.wsgi_request)]


def query_count(client: Client, url: str) -> int:
    """Of the second visit: the demonstration's date is looked up once in five seconds."""
    assert client.get(url).status_code == 200
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(url)
    return len(queries)
