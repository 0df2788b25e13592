"""考核得分: rules, additions and deductions, and issuing. Everything is written once and corrected by a reversing row."""

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.files.base import File
from django.db.models import Max

from projects.access.choices import CLOSE_MONTH, SET_TASK
from projects.access.permissions import require
from projects.audit.actions import action, keep_in_entry
from projects.books.actions import lock_book
from projects.books.models import BookHead
from projects.core import clock
from projects.core.errors import Refused
from projects.files.actions import store_file
from projects.organisations.choices import LEADER
from projects.organisations.models import Unit, User
from projects.ranking.choices import GROUPS, KINDS, group_of
from projects.ranking.models import ScoreEntry, ScorePaper, ScoreResult, ScoreRule
from projects.ranking.queries.scores import counted, day_of, formula_of, issued, rule_in_force
from projects.ranking.scoring import BadFormula, read_formula


@action("set_score_rule")
def set_score_rule(
    *, by: User, group: str, year: int, formula: dict[str, Any], issued_on: date, document_number: str, reason: str = ""
) -> ScoreRule:
    """The rule of a year and group; a later one replaces the earlier, which stays. Leaders are not scored."""
    require(by, SET_TASK)
    if group not in GROUPS or group == LEADER:
        raise Refused("考核分组不在可选范围内，请重新选择", field="group")
    if not document_number.strip():
        raise Refused("请填写文号", field="document_number")
    try:
        read = read_formula(formula, KINDS)
    except BadFormula as problem:
        raise Refused(str(problem), field="part-1-name") from problem
    if rule_in_force(by.county_id, group, year) and not reason.strip():
        raise Refused(f"{year}年已有计分办法，修改请写明原因", field="reason")
    place = lock_book(ScoreRule, by.county_id)
    rule = ScoreRule.objects.create(
        county_id=by.county_id,
        year=year,
        group=group,
        formula=read.json(),
        issued_on=issued_on,
        document_number=document_number,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return rule


@action("enter_score")
def enter_score(
    *,
    by: User,
    unit: Unit,
    item: str,
    points: Decimal,
    happened_on: date,
    document_number: str,
    reason: str,
    papers: "Sequence[File[Any]]" = (),
) -> ScoreEntry:
    """加分 or 扣分 by an item of the rule in force in the year it happened, with the papers that show it."""
    require(by, SET_TASK)
    year = happened_on.year
    if happened_on > clock.today():
        raise Refused(f"时间不能晚于今天（{clock.today()}）", field="happened_on")
    rule = rule_in_force(by.county_id, group_of(unit), year)
    if rule is None:
        raise Refused(f"{unit}所在的组{year}年还没有计分办法，请先设定", field="unit")
    items = [row.name for row in formula_of(rule).items]
    if item not in items:
        raise Refused(f"{rule}里没有加扣分项“{item}”，可选：{'、'.join(items) or '无'}", field="item")
    if points <= 0:
        raise Refused("分应大于0，方向由加扣分项决定", field="points")
    if not reason.strip() or not document_number.strip():
        raise Refused("请写明原因和文号", field="reason" if not reason.strip() else "document_number")
    _not_issued(by, group_of(unit), year)
    place = lock_book(ScoreEntry, by.county_id)
    entry = ScoreEntry.objects.create(
        county_id=by.county_id,
        unit=unit,
        year=year,
        item=item,
        points=points,
        happened_on=happened_on,
        document_number=document_number,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    _keep_papers(entry, by, papers)
    return entry


def _keep_papers(entry: ScoreEntry, by: User, papers: "Sequence[File[Any]]") -> None:
    kept = [store_file(paper, county_id=entry.county_id, by=by, field="papers") for paper in papers]
    ScorePaper.objects.bulk_create(ScorePaper(entry=entry, stored=stored) for stored in kept)
    if kept:
        keep_in_entry(papers=[stored.name for stored in kept])


def _not_issued(by: User, group: str, year: int) -> None:
    if issued(by.county_id, group, year):
        raise Refused(f"{year}年{GROUPS[group].label}的得分已公布；确需改动请重新公布时写明原因", field="happened_on")


@action("reverse_score_entry")
def reverse_score_entry(*, by: User, entry: ScoreEntry, reason: str) -> ScoreEntry:
    """The opposite row; the old one stays."""
    require(by, SET_TASK)
    if not reason.strip():
        raise Refused("请写明冲销原因", field="reason")
    place = lock_book(ScoreEntry, entry.county_id)
    if entry.reverses_id or ScoreEntry.objects.filter(reverses=entry).exists():
        raise Refused("这条加扣分已经冲销过，请刷新页面查看")
    row = ScoreEntry.objects.create(
        county_id=entry.county_id,
        unit=entry.unit,
        year=entry.year,
        item=entry.item,
        points=-entry.points,
        happened_on=entry.happened_on,
        document_number=entry.document_number,
        reverses=entry,
        reason=reason,
        recorded_at=place.recorded_at,
        recorded_by=by,
    )
    place.advance()
    return row


@action("issue_scores")
def issue_scores(*, by: User, group: str, year: int, document_number: str, reason: str = "") -> ScoreRule:
    """Freezes the year's scores of a group. A second time only with a reason: the earlier rows are reversed and stay."""
    require(by, CLOSE_MONTH)
    rule = rule_in_force(by.county_id, group, year)
    if rule is None:
        raise Refused(f"{year}年还没有计分办法，请先设定")
    if not document_number.strip():
        raise Refused("请填写公布文号", field="document_number")
    earlier = issued(by.county_id, group, year)
    if earlier and not reason.strip():
        raise Refused(f"{year}年的得分已公布，重新公布请写明原因", field="reason")
    place = lock_book(ScoreResult, by.county_id)
    known_at = max(place.recorded_at, _last_known(by.county_id))
    common = {"county_id": by.county_id, "recorded_at": known_at, "recorded_by": by, "reason": reason}
    rows = [_reversal(row, common) for row in earlier]
    on = day_of(year)
    for line in counted(rule.county, rule, on):
        rows.append(
            ScoreResult(
                unit=line.unit,
                year=year,
                group=group,
                rule=rule,
                on=on,
                parts=line.frozen(),
                total=line.total,
                rank=line.rank,
                document_number=document_number,
                **common,
            )
        )
    ScoreResult.objects.bulk_create(rows)
    place.advance(by=len(rows), recorded_at=known_at)
    return rule


def _last_known(county_id: int) -> datetime:
    """What is counted here is known by now: a replay must see all of it, also rows of the same instant."""
    found: datetime = BookHead.objects.filter(county_id=county_id).aggregate(last=Max("recorded_at"))["last"]
    return found


def _reversal(row: ScoreResult, common: dict[str, Any]) -> ScoreResult:
    return ScoreResult(
        unit=row.unit,
        year=row.year,
        group=row.group,
        rule=row.rule,
        on=row.on,
        parts=row.parts,
        total=-row.total,
        rank=row.rank,
        document_number=row.document_number,
        reverses=row,
        **common,
    )
