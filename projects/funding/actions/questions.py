"""Asking and answering 疑点."""

from collections.abc import Iterable, Mapping

from projects.access.choices import FILE_CLAIM, VERIFY_CLAIM
from projects.access.permissions import can, require
from projects.audit.actions import action, keep_in_entry
from projects.core import clock
from projects.core.doubts import Doubt, settle
from projects.core.errors import NotAllowed, Refused
from projects.core.locking import locked
from projects.funding.access import files_for
from projects.funding.choices import CLAIM_FLOW
from projects.funding.models import Claim, ClaimLine, Question
from projects.funding.questions import Found, label_of, questions_about, sentence_of, slips_in
from projects.organisations.models import User

LONGEST = 300


@action("ask_questions")
def ask_questions(*, by: User | None, claim: Claim) -> Claim:
    """Once more, by a person or by the system: the book may have changed since the claim was filed."""
    raise_questions(locked(claim))
    return claim


def raise_questions(claim: Claim) -> Claim:
    """Keeps what is asked about the claim as it stands: answered ones stay, the others are asked anew with today's details.

    Called inside the action that files the claim, whose Entry it shares.
    """
    lines = list(claim.lines.select_related("claim__project", "claim__month").order_by("number"))
    asked = Question.objects.filter(line__in=lines)
    asked.filter(answer="").delete()
    answered = set(asked.values_list("line_id", "code"))
    found = [item for item in questions_about(lines) if (item.line.pk, item.code) not in answered]
    Question.objects.bulk_create(Question(line=item.line, code=item.code, details=item.details) for item in found)
    return claim


def settle_slips(claim: Claim, by: User, answers: Mapping[str, str] | None) -> Claim:
    """Slips of the hand are asked of the person at the screen before the claim is filed; the reasons are kept as answers of the
    questions, where the verifier reads them. Nothing is asked of an import (`answers=None`)."""
    if answers is None:
        return claim
    lines = list(claim.lines.select_related("claim__project", "claim__month").order_by("number"))
    answered = set(Question.objects.filter(line__in=lines).exclude(answer="").values_list("line_id", "code"))
    found = [item for item in slips_in(lines) if (item.line.pk, item.code) not in answered] if lines else []
    rows = {_slip_code(item): item for item in found}
    reasons = settle([_slip(code, item) for code, item in rows.items()], answers)
    for code, reason in reasons.items():
        values = {"answer": reason, "answered_by": by, "answered_at": clock.now(), "details": rows[code].details}
        Question.objects.update_or_create(line=rows[code].line, code=rows[code].code, defaults=values)
    keep_in_entry(reasons=reasons)
    return claim


def _slip_code(found: Found) -> str:
    return f"line-{found.line.number}-{found.code}"


def _slip(code: str, found: Found) -> Doubt:
    sentence = sentence_of(Question(code=found.code, details=found.details))
    return Doubt(code, f"第{found.line.number}笔：{sentence}", f"line-{found.line.number}-claimed_wan")


def questions_of_record(lines: Iterable[ClaimLine]) -> dict[str, dict[str, str]]:
    """What was asked about the lines and what was said to it, for the Entry of an act: {"questions": {"1 佐证重复": "未说明"}}, empty
    where nothing was asked."""
    asked = Question.objects.filter(line__in=list(lines)).select_related("line").order_by("line__number", "pk")
    said = {f"{row.line.number} {label_of(row)}": row.answer or "未说明" for row in asked}
    return {"questions": said} if said else {}


@action("answer_question")
def answer_question(*, by: User, question: Question, answer: str) -> Question:
    """By whoever files the claim or verifies it, until the bureau has decided. The last answer stands."""
    require(by, FILE_CLAIM, VERIFY_CLAIM)
    claim = locked(question.line.claim)
    if not (files_for(by, claim) or can(by, VERIFY_CLAIM)):
        raise NotAllowed(f"这份申报由{claim.unit}填报，疑点请由该单位或县招商局说明")
    if not CLAIM_FLOW[claim.state].next:
        raise Refused(f"这份申报{claim.state_label}，疑点说明不能再改")
    said = answer.strip()
    if not said:
        raise Refused("请写一句疑点说明，例如“两笔分别为一期、二期设备款”", field="answer")
    if len(said) > LONGEST:
        raise Refused(f"疑点说明最多{LONGEST}个字，现在是{len(said)}个，请缩短", field="answer")
    current = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    keep_in_entry(
        line=current.line.number, question=label_of(current), answer=said, **({"before": current.answer} if current.answer else {})
    )
    current.answer, current.answered_by, current.answered_at = said, by, clock.now()
    current.save(update_fields=["answer", "answered_by", "answered_at"])
    return current
