"""考核得分: what was issued, for everybody; the working count, the rule and the entries for the bureau."""

from functools import cached_property
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_safe

from projects.access.choices import CLOSE_MONTH, SET_TASK
from projects.access.permissions import can
from projects.core import clock
from projects.files.views import send
from projects.indicators.scopes import county_of
from projects.organisations.choices import COUNTY, LEADER
from projects.organisations.models import Unit
from projects.pages.views import Crumb, FormPage, Page
from projects.ranking.actions import enter_score, issue_scores, reverse_score_entry, set_score_rule
from projects.ranking.choices import GROUPS, OTHERS, RankGroup
from projects.ranking.forms import EntryForm, IssueForm, ReverseForm, RuleForm, rule_initial, scored_groups
from projects.ranking.models import ScoreEntry, ScorePaper, ScoreRule
from projects.ranking.queries.scores import as_lines, counted, day_of, formula_of, issued, names_of, rule_in_force, rules_of
from projects.ranking.scoring import METHODS, RULES, SIGNS

SCORES: Crumb = ("考核得分", "/tasks/ranking/scores/")


class Asked(Page):
    """group and year of the address; whatever is not offered falls back."""

    @cached_property
    def group(self) -> RankGroup:
        wanted = self.request.GET.get("group", "")
        return GROUPS[wanted if wanted in dict(scored_groups()) else OTHERS]

    @property
    def years(self) -> list[int]:
        this = clock.today().year
        return [this, this - 1, this - 2]

    @cached_property
    def year(self) -> int:
        text = self.request.GET.get("year", "")
        return int(text) if text in {str(year) for year in self.years} else self.years[0]

    @property
    def query(self) -> str:
        return f"group={self.group.value}&year={self.year}"


class ScoresPage(Asked):
    template_name = "ranking/scores.html"
    title = "考核得分"

    def crumbs(self) -> list[Crumb]:
        return [("任务排名", reverse("ranking")), (self.title, None)]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        county = county_of(self.user)
        rules = rules_of(county.pk, self.group.value)
        in_force = next((rule for rule in rules if rule.year == self.year), None)
        stored = issued(county.pk, self.group.value, self.year)
        may_set = can(self.user, SET_TASK)
        replay = self._replayed(rules) if may_set else None
        rule = replay or (stored[0].rule if stored else in_force)
        is_stored = bool(stored) and replay is None
        lines = as_lines(stored) if is_stored else counted(county, rule, day_of(self.year)) if rule and may_set else []
        return self.page(
            tabs=[self._tab(value, label) for value, label in scored_groups()],
            years=[(year, f"?group={self.group.value}&year={year}", year == self.year) for year in self.years],
            group=self.group,
            year=self.year,
            query=self.query,
            rule=rule,
            rules=rules,
            is_replay=replay is not None,
            is_stored=is_stored,
            stored=stored,
            on=stored[0].on if is_stored else day_of(self.year),
            names=names_of(rule) if rule else [],
            lines=lines,
            formula=formula_of(rule) if rule else None,
            methods=METHODS,
            signs=SIGNS,
            rule_words=RULES,
            entries=self._entries(),
            may_set=may_set,
            may_issue=can(self.user, CLOSE_MONTH) and in_force is not None,
        )

    def _replayed(self, rules: list[ScoreRule]) -> ScoreRule | None:
        """The rule of the address, of whatever year."""
        wanted = self.request.GET.get("rule", "")
        return next((rule for rule in rules if str(rule.pk) == wanted), None)

    def _entries(self) -> list[ScoreEntry]:
        """Every one for the county's readers; a unit reads its own."""
        rows = ScoreEntry.objects.visible_to(self.user).standing().filter(year=self.year)
        return list(rows.select_related("unit").prefetch_related("papers__stored").order_by("-happened_on", "-pk"))

    def _tab(self, value: str, label: str) -> dict[str, Any]:
        return {
            "label": label,
            "count": None,
            "url": f"?group={value}&year={self.year}",
            "is_current": value == self.group.value,
        }


class ScoreForm(Asked, FormPage):
    template_name = "funding/act_form.html"
    functions = (SET_TASK,)

    def crumbs(self) -> list[Crumb]:
        return [SCORES, (self.title, None)]

    def context(self) -> dict[str, Any]:
        cancel = f"{reverse('ranking_scores')}?{self.query}"
        return super().context() | {"submit_label": self.title, "cancel_url": cancel}

    def success_url(self, result: Any) -> str:
        return f"{reverse('ranking_scores')}?{self.query}"


class NewRule(ScoreForm):
    template_name = "ranking/rule_form.html"
    title = "设定计分办法"
    done_message = "计分办法已设定"
    form_class = RuleForm

    def form_options(self) -> dict[str, Any]:
        return {"years": self.years}

    def initial(self) -> dict[str, Any]:
        county = self.user.county_id
        rule = rule_in_force(county, self.group.value, self.year) or next(iter(rules_of(county, self.group.value)), None)
        return rule_initial(formula_of(rule) if rule else None, self.group.value, self.year, clock.today())

    def context(self) -> dict[str, Any]:
        return super().context() | {"rule_words": [(METHODS[key], words) for key, words in RULES.items()]}

    def save(self, form: RuleForm) -> ScoreRule:
        values = form.cleaned_data
        names = ("group", "issued_on", "document_number", "reason")
        return set_score_rule(
            by=self.user, year=int(values["year"]), formula=form.formula, **{name: values[name] for name in names}
        )

    def success_url(self, result: ScoreRule) -> str:
        return f"{reverse('ranking_scores')}?group={result.group}&year={result.year}"


class NewEntry(ScoreForm):
    title = "登记加扣分"
    done_message = "加扣分已登记"
    form_class = EntryForm

    def form_options(self) -> dict[str, Any]:
        units = Unit.objects.in_county(self.user.county_id).active().exclude(kind__in=(COUNTY, LEADER))
        rules = [rule_in_force(self.user.county_id, group, self.year) for group, _ in scored_groups()]
        names = [item.name for rule in rules if rule for item in formula_of(rule).items]
        return {"units": units, "items": list(dict.fromkeys(names))}

    def context(self) -> dict[str, Any]:
        return super().context() | {"has_files": True}

    def save(self, form: EntryForm) -> ScoreEntry:
        return enter_score(by=self.user, **form.cleaned_data)


class ReverseEntry(ScoreForm):
    title = "冲销加扣分"
    done_message = "已冲销"
    form_class = ReverseForm

    @cached_property
    def entry(self) -> ScoreEntry:
        return get_object_or_404(ScoreEntry.objects.in_county(self.user.county_id).standing(), pk=self.kwargs["pk"])

    def form_options(self) -> dict[str, Any]:
        assert self.entry
        return {}

    def save(self, form: ReverseForm) -> ScoreEntry:
        return reverse_score_entry(by=self.user, entry=self.entry, reason=form.cleaned_data["reason"])


@require_safe
def score_paper(request: Any, pk: int) -> FileResponse:
    """佐证材料 of an addition or deduction: for the county's readers, and for the unit it is about."""
    paper = get_object_or_404(ScorePaper.objects.visible_to(request.user).select_related("stored"), pk=pk)
    return send(paper.stored)


class IssueScores(ScoreForm):
    title = "公布得分"
    functions = (CLOSE_MONTH,)
    done_message = "得分已公布"
    form_class = IssueForm

    def save(self, form: IssueForm) -> ScoreRule:
        return issue_scores(by=self.user, group=self.group.value, year=self.year, **form.cleaned_data)
