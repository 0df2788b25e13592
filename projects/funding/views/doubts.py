"""说明疑点: one sentence beside the question, on the claim's page and on the verifier's."""

from django.shortcuts import get_object_or_404
from django.urls import reverse

from projects.access.choices import FILE_CLAIM, VERIFY_CLAIM
from projects.funding.actions import answer_question
from projects.funding.models import Claim, Question
from projects.pages.views import SignedInRequest, safe_back, state_change


@state_change(FILE_CLAIM, VERIFY_CLAIM)
def question_answer(request: SignedInRequest, pk: int) -> str:
    claims = Claim.objects.visible_to(request.user)
    question = get_object_or_404(Question.objects.filter(line__claim__in=claims).select_related("line__claim"), pk=pk)
    answer_question(by=request.user, question=question, answer=request.POST.get("answer", ""))
    return safe_back(request, reverse("claim", args=[question.line.claim_id]))
