"""复制表述 (definitions 3.9): the sentence that a figure gives to a speech. One function for cards, tables and pages."""

from collections.abc import Mapping

from projects.indicators.definition import Figure

MONEY = ("arrived", "arrived-growth", "arrival-completion")
"""The figures that any sentence about 到位资金 needs."""
SAID = (
    *MONEY,
    "signed-count",
    "signed-count-increase",
    "signed-10",
    "signed-1",
    "signed-amount",
    "signed-amount-growth",
    "arrival-rate-2y",
)


def sentence(figures: Mapping[str, Figure], slug: str = "arrived", subject: str = "") -> str:
    """截至12月16日，完成省外到位资金54.27亿元，同比增长58.59%，占全年任务的97.17%. `subject`: the unit, where it is not the county.

    `figures` holds at least the figure itself; whatever else is there and belongs to it is said too. A base of zero or a task that was
    not issued is said as such (definitions 1.11)."""
    on = figures[slug].scope.on
    say = _OF_SLUG.get(slug, _plain)
    return f"截至{on.month}月{on.day}日，{subject}{say(figures, slug)}"


def _plain(figures: Mapping[str, Figure], slug: str) -> str:
    """本年外出招商12次，占全年任务的60%; the task only of a kind of task and where its rate is at hand."""
    said = f"{figures[slug].name}{figures[slug].text}"
    completion = figures.get(slug.replace("done-", "completion-", 1)) if slug.startswith("done-") else None
    return f"{said}，{_of_task(completion)}" if completion else said


def _of_task(completion: Figure) -> str:
    return completion.text if completion.value is None else f"占全年任务的{completion.text}"


def _money(figures: Mapping[str, Figure], slug: str) -> str:
    parts = [f"完成省外到位资金{figures['arrived'].text}"]
    if "arrived-growth" in figures:
        parts.append(_growth(figures["arrived-growth"]))
    completion = figures.get("arrival-completion")
    if completion is not None:
        parts.append(_of_task(completion))
    return "，".join(parts)


def _growth(figure: Figure) -> str:
    """同比增长58.59% · 同比下降3.2% · 与上年同期持平 · 上年同期为0."""
    rises = figure.value is not None and figure.value > 0
    if rises:
        return f"同比增长{figure.text}"
    return f"同比{figure.text}" if figure.text.startswith("下降") else figure.text


def _count(figures: Mapping[str, Figure], slug: str) -> str:
    parts = [f"签约项目{figures['signed-count'].text}"]
    change = figures.get("signed-count-increase")
    if change is not None:
        parts.append(f"同比{change.text}" if change.text.startswith(("增加", "减少")) else change.text)
    bands = [f"{label}以上{figures[name].text}" for name, label in _BANDS if name in figures]
    if bands:
        parts.append(f"其中{'、'.join(bands)}")
    return "，".join(parts)


_BANDS = (("signed-10", "10亿元"), ("signed-1", "1亿元"))


def _amount(figures: Mapping[str, Figure], slug: str) -> str:
    parts = [f"签约额{figures['signed-amount'].text}"]
    if "signed-amount-growth" in figures:
        parts.append(_growth(figures["signed-amount-growth"]))
    return "，".join(parts)


def _rate(figures: Mapping[str, Figure], slug: str) -> str:
    return f"近两年签约项目资金到位率{figures[slug].text}"


_OF_SLUG = {
    "arrived": _money,
    "arrived-growth": _money,
    "arrival-completion": _money,
    "signed-count": _count,
    "signed-amount": _amount,
    "arrival-rate-2y": _rate,
}
