"""The first administrator of each kind on a fresh installation; afterwards accounts are made on the site."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from projects.access.choices import ADMIN_ROLES
from projects.administration.actions.accounts import create_first_admin
from projects.core.errors import Refused
from projects.organisations.passwords import SECRET_HOURS, one_time_secret


class Command(BaseCommand):
    help = "建立第一个系统管理员、安全管理员或审计管理员（各一人，不能兼任），打印一次性密码"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--username", required=True, help="账号")
        parser.add_argument("--name", required=True, help="姓名")
        parser.add_argument("--role", default="system_admin", choices=ADMIN_ROLES)
        parser.add_argument("--county-code", default="620521", help="还没有任何单位时，县的编码")
        parser.add_argument("--county-name", default="清水县", help="还没有任何单位时，县的名称")

    def handle(self, *args: Any, **options: Any) -> None:
        secret = one_time_secret()
        try:
            user = create_first_admin(
                by=None,
                username=options["username"],
                display_name=options["name"],
                role=options["role"],
                secret=secret,
                county_code=options["county_code"],
                county_name=options["county_name"],
            )
        except Refused as refusal:
            raise CommandError(refusal.message) from refusal
        self.stdout.write(
            f"账号 {user.username}，一次性密码 {secret}，{SECRET_HOURS}小时内有效，首次登录须修改。密码只显示这一次。"
        )
