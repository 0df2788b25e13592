"""Every minute: what the audit entries have to tell, and what waits to go out."""

from collections.abc import Iterator, Sequence

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Concat
from django.urls import reverse

from projects.audit.models import Entry
from projects.core import clock
from projects.jobs.choices import DONE, FAILED, MINUTES, RESULT_KEPT
from projects.jobs.flow import Outcome, Progress, Rhythm, job
from projects.jobs.models import Job
from projects.notices.actions import MARK, TELLERS, News, Teller, tell, tell_entries, untold
from projects.notices.channels import deliver, due
from projects.notices.choices import JOB, PASSWORD
from projects.notices.models import Notice, TellingMark
from projects.organisations.models import User

ACCOUNT_WORDS = {
    "change_password": "您的登录密码已修改",
    "reset_password": "您的登录密码已由系统管理员重置",
    "set_up_code": "您的动态口令已启用",
    "reset_code": "您的动态口令已重置",
}


def finished_jobs() -> QuerySet[Job]:
    """Ended within the days that a result is kept, asked for by somebody, and not told of. What a person cancelled is known to him."""
    told = Notice.objects.filter(user=OuterRef("asked_by"), once_key=OuterRef("told_as"))
    rows = Job.objects.filter(state__in=(DONE, FAILED), asked_by__isnull=False, ended_at__gt=clock.now() - RESULT_KEPT)
    return rows.annotate(told_as=Concat(Value("job:"), Cast("pk", CharField()))).filter(~Exists(told)).order_by("pk")


def tell_finished() -> int:
    return tell(
        News(
            found.asked_by_id,
            JOB,
            f"{found.title}{found.state_label}" + ("，结果文件保留7天" if found.result_id else ""),
            reverse("job", args=[found.pk]),
            found,
            once_key=f"job:{found.pk}",
        )
        for found in finished_jobs()
        if found.asked_by_id
    )


def _has_news() -> bool:
    return finished_jobs().exists() or not TellingMark.objects.filter(name=MARK).exists() or untold().exists()


@job("tell", "生成站内消息", rhythm=Rhythm(every=MINUTES, number=1, needed=_has_news))
def tell_news(*, progress: Progress, by: User | None) -> Outcome:
    return Outcome(f"消息{tell_entries() + tell_finished()}条")


@job("deliver", "发送站外通知", is_whole=False, rhythm=Rhythm(every=MINUTES, number=1, needed=lambda: bool(due())))
def deliver_due(*, progress: Progress, by: User | None) -> Outcome:
    numbers = due()
    sent = sum(deliver(number) for number in numbers)
    return Outcome(f"送达{sent}条，共{len(numbers)}条")


def _tell_accounts(entries: Sequence[Entry]) -> Iterator[News]:
    """To the account itself: whoever did not do it should know at once."""
    for entry in entries:
        if entry.target_type == "user":
            text = f"{ACCOUNT_WORDS[entry.verb]}；如不是本人办理，请立即联系系统管理员"
            yield News(int(entry.target_id), PASSWORD, text, reverse("my_logins"), once_key=f"entry:{entry.pk}")


TELLERS.append(Teller(lambda: Q(verb__in=ACCOUNT_WORDS), _tell_accounts))
