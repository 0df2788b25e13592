"""Forms of the own account. The sentences never say whether the account or the password was wrong."""

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.core.exceptions import ValidationError

from projects.organisations import sessions
from projects.organisations.passwords import SECRET_HOURS, secret_is_over

WRONG = "账号或密码不正确"


class SignInForm(AuthenticationForm):
    error_messages = {"invalid_login": WRONG, "inactive": WRONG}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        for name, label in (("username", "账号"), ("password", "密码")):
            field = self.fields[name]
            field.label = label
            field.error_messages |= {"required": f"请填写{label}", "null_characters_not_allowed": WRONG}

    def clean(self) -> dict[str, Any]:
        with sessions.one_at_a_time(self.cleaned_data.get("username") or ""):
            return super().clean()

    def get_invalid_login_error(self) -> ValidationError:
        """How many tries are left, for names that exist and names that do not alike."""
        left = sessions.attempts_left(self.request, self.cleaned_data.get("username") or "") if self.request else 0
        return ValidationError(f"{WRONG}，还可尝试{left}次" if left else WRONG, code="invalid_login")

    def confirm_login_allowed(self, user: Any) -> None:
        """Said only after the right password: a person whose tenure ended has nothing to see."""
        super().confirm_login_allowed(user)
        if secret_is_over(user):
            raise ValidationError(f"一次性密码已超过{SECRET_HOURS}小时，请联系系统管理员重置", code="secret_over")
        if not user.current_tenures:
            raise ValidationError("您目前没有任职单位，不能登录；请联系县招商局办理", code="no_tenure")


class OwnPasswordForm(PasswordChangeForm):
    error_messages = {
        "password_mismatch": "两次输入的新密码不一致，请重新输入",
        "password_incorrect": "原密码不正确，请重新输入",
    }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.label_suffix = ""
        for name, label in (("old_password", "原密码"), ("new_password1", "新密码"), ("new_password2", "再输一次新密码")):
            field = self.fields[name]
            field.label = label
            field.error_messages |= {"required": "请再输一次新密码" if name == "new_password2" else f"请填写{label}"}
