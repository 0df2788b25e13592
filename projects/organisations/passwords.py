"""Password rules beside Django's own: words of the house, and kinds of characters (GB/T 22239 asks for them)."""

import re

from django.core.exceptions import ValidationError

WORDS = ("清水", "招商", "天水", "qingshui", "zhaoshang", "tianshui", "admin", "password", "123456", "qwerty")
CLASSES = (r"[a-z]", r"[A-Z]", r"\d", r"[^A-Za-z0-9]")


class ContextWordValidator:
    """Refuses a password built on a word that anybody here would try first."""

    def validate(self, password: str, user: object = None) -> None:
        lowered = password.lower()
        found = [word for word in WORDS if word in lowered]
        if found and len(password) < len(found[0]) + 10:
            raise ValidationError(f"密码不能以“{found[0]}”这类容易猜到的词为主，请换一个", code="context_word")

    def get_help_text(self) -> str:
        return "不要使用“清水”“招商”“admin”这类容易猜到的词"


class CharacterClassValidator:
    """Three of four kinds; a long passphrase (20 characters and more) is excused."""

    def validate(self, password: str, user: object = None) -> None:
        kinds = sum(bool(re.search(pattern, password)) for pattern in CLASSES)
        if kinds < 3 and len(password) < 20:
            raise ValidationError("密码须含大写字母、小写字母、数字、符号中的三种（20位以上的长密码除外）", code="classes")

    def get_help_text(self) -> str:
        return "含大写字母、小写字母、数字、符号中的三种，20位以上的长密码除外"
