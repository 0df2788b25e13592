"""The pages' own files: nothing that Chromium 90 lacks, no address outside, and a first load that a county's line carries."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).resolve().parents[2]
STATIC, TEMPLATES = ROOT / "static", ROOT / "templates"
STYLES = sorted((STATIC / "css").glob("*.css"))
SCRIPTS = sorted((STATIC / "js").glob("*.js"))
# What came after version 90: found by its text. `inset`, `gap` in flex boxes, `:is`, `:focus-visible`, `??=` and `aspect-ratio` were there.
CSS_TOO_NEW = {
    "@container or its units (105)": r"@container\b|container-(?:type|name)\s*:|\d(?:cqw|cqh|cqi|cqb|cqmin|cqmax)\b",
    ":has() (105)": r":has\(",
    "color-mix() and relative colours (111, 119)": r"color-mix\(|(?:rgb|hsl|oklch|lab|lch|oklab)\(\s*from\b",
    "oklch(), lab(), lch() (111)": r"\b(?:oklch|oklab|lab|lch)\(",
    "dvh, svh, lvh (108)": r"\d(?:d|s|l)v(?:h|w|i|b|min|max)\b",
    "accent-color (93)": r"accent-color\s*:",
    "subgrid (117)": r"\bsubgrid\b",
    "@layer (99)": r"@layer\b",
    "@scope (118)": r"@scope\b",
    "@property values, anchor names (125)": r"anchor-name\s*:|position-anchor\s*:",
    "color-contrast media (96)": r"\(prefers-contrast",
    "comparison in a media query (104)": r"@media[^{]*[<>]=?",
    "text-wrap: balance (114)": r"text-wrap(?:-style)?\s*:\s*(?:balance|pretty)",
    "overflow: clip with an axis (90 has clip), scrollbar-gutter (94)": r"scrollbar-(?:gutter|width|color)\s*:",
    "light-dark() (123)": r"light-dark\(",
    "individual transforms (104)": r"(?:^|[;{\s])(?:rotate|scale|translate)\s*:",
    ":user-valid, :popover-open (119, 114)": r":user-(?:valid|invalid)|:popover-open",
    "field-sizing, interpolate-size (123, 129)": r"field-sizing\s*:|interpolate-size\s*:",
    "unprefixed mask (120)": r"(?<!-webkit-)(?<!\w)mask(?:-image)?\s*:",
}
JS_TOO_NEW = {
    "at() (92)": r"\.at\(",
    "structuredClone (98)": r"\bstructuredClone\b",
    "Object.hasOwn (93)": r"Object\.hasOwn\b",
    "findLast (97)": r"\.findLast(?:Index)?\(",
    "toSorted, toReversed, toSpliced, with (110)": r"\.(?:toSorted|toReversed|toSpliced)\(",
    "Object.groupBy (117)": r"(?:Object|Map)\.groupBy\b",
    "replaceChildren is there, popover is not (114)": r"\.(?:showPopover|hidePopover|togglePopover)\(",
    "private methods with #x in (91)": r"#\w+ in\b",
    "static blocks (94)": r"\bstatic\s*\{",
    "Error cause (93)": r"new Error\([^)]*cause:",
    "array fromAsync, withResolvers (121, 119)": r"fromAsync|withResolvers",
    "AbortSignal.timeout, any (103, 116)": r"AbortSignal\.(?:timeout|any)\b",
    "crypto.randomUUID (92)": r"randomUUID",
    "regular expressions with d or v (90 has d), look-behind is there": r"/[a-z]*v[a-z]*\.(?:test|exec)\(",
    "scheduler, view transitions (94, 111)": r"\bscheduler\.|startViewTransition",
    "checkVisibility, requestIdleCallback is there (105)": r"\.checkVisibility\(",
    "URL.canParse (120)": r"URL\.(?:canParse|parse)\(",
    "eval and its relatives (CSP)": r"\beval\(|new Function\(|setTimeout\(\s*[\"']",
    "styles and handlers that the CSP drops": r"setAttribute\(\s*[\"'](?:style|on\w+)[\"']|style\s*=\s*\\?[\"']",
}
# A file may grow; a file that doubles should be noticed. In bytes, as stored.
LARGEST = {"css": 20_000, "js": 16_000, "img": 20_000}
FIRST_LOAD = 300_000  # gzipped, without the charts


def without_comments(text: str) -> str:
    """Comments become blanks, so that line numbers stay."""
    blank = lambda match: re.sub(r"[^\n]", " ", match[0])  # noqa: E731
    return re.sub(r"(?m)^\s*//.*$", blank, re.sub(r"/\*.*?\*/", blank, text, flags=re.S))


def found(files: list[Path], patterns: dict[str, str]) -> Iterator[str]:
    for path in files:
        text = without_comments(path.read_text(encoding="utf-8"))
        for name, pattern in patterns.items():
            for match in re.finditer(pattern, text, flags=re.M):
                yield f"{path.name}:{text.count(chr(10), 0, match.start()) + 1}: {name}"


def test_style_sheets_use_nothing_that_chromium_90_lacks() -> None:
    assert list(found(STYLES, CSS_TOO_NEW)) == []


def test_scripts_use_nothing_that_chromium_90_lacks() -> None:
    assert list(found(SCRIPTS, JS_TOO_NEW)) == []


def nested(text: str) -> list[str]:
    """Selectors inside the braces of a rule: CSS nesting (120). @media and @supports may hold rules, a rule may not."""
    kinds: list[bool] = []  # of each open brace: is it a rule?
    faults, last = [], 0
    for match in re.finditer(r"[{};]", re.sub(r"\"[^\"\n]*\"|url\([^)]*\)", '""', text)):
        before = re.sub(r"\"[^\"\n]*\"|url\([^)]*\)", '""', text)[last : match.start()].strip()
        last = match.end()
        if match[0] == "{":
            if kinds and kinds[-1]:
                faults.append(before)
            kinds.append(not before.startswith("@") or before.startswith(("@page", "@font-face")))
        elif match[0] == "}" and kinds:
            kinds.pop()
    return [fault for fault in faults if not fault.startswith("@")]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_no_rule_stands_inside_a_rule(path: Path) -> None:
    assert nested(without_comments(path.read_text(encoding="utf-8"))) == []


def test_the_lint_finds_what_it_looks_for(tmp_path: Path) -> None:
    style, script = tmp_path / "new.css", tmp_path / "new.js"
    style.write_text("a:has(b) { color: color-mix(in srgb, red, blue); height: 100dvh; accent-color: red }", encoding="utf-8")
    script.write_text("// at(0)\nconst last = list.at(-1); structuredClone(last);", encoding="utf-8")
    assert len(list(found([style], CSS_TOO_NEW))) == 4
    assert list(found([script], JS_TOO_NEW)) == ["new.js:2: at() (92)", "new.js:2: structuredClone (98)"]
    assert nested("@media print { a { color: red } } b { & c { top: 0 } }") == ["& c"]


def test_no_script_awaits_at_its_top_level_or_imports() -> None:
    """They are classic scripts, deferred: each one closed in a function of its own."""
    for path in SCRIPTS:
        text = without_comments(path.read_text(encoding="utf-8")).strip()
        assert text.startswith(("(() => {", "(function")), path.name
        assert not re.search(r"^\s*(?:import|export)\s", text, flags=re.M), path.name
        assert not re.search(r"^await\b", text, flags=re.M), path.name


OUTSIDE = re.compile(r"""(?:https?:)?//(?!www\.w3\.org/)[\w.-]+\.\w{2,}""")


def test_no_file_of_the_site_names_an_address_outside() -> None:
    """Nothing is fetched from the internet: the county's network has none. xmlns is a name, not an address."""
    outside = [
        f"{path.name}: {match[0]}"
        for path in [*STYLES, *SCRIPTS]
        for match in OUTSIDE.finditer(without_comments(path.read_text(encoding="utf-8")))
    ]
    loads = re.compile(r"""(?:src|href|action|data|poster)\s*=\s*["']\s*(?:https?:)?//""")
    outside += [str(path.name) for path in sorted(TEMPLATES.rglob("*.html")) if loads.search(path.read_text(encoding="utf-8"))]
    assert outside == []


def test_templates_hold_no_styles_and_no_handlers() -> None:
    """The CSP drops both, silently for the reader. A `style` attribute inside <svg> is the same."""
    forbidden = re.compile(
        r"""\s(?:style|on(?:click|change|submit|load|input|key\w+))\s*=\s*["']|<style\b|javascript:""", flags=re.I
    )
    holders = [
        str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html") if forbidden.search(path.read_text(encoding="utf-8"))
    ]
    assert holders == []


def test_own_files_stay_small() -> None:
    too_large = [
        f"{path.name}: {path.stat().st_size}"
        for folder, limit in LARGEST.items()
        for path in (STATIC / folder).glob("*")
        if path.stat().st_size > limit
    ]
    assert too_large == []


def first_load() -> dict[str, int]:
    """What base.html and the icons bring to somebody who comes for the first time: name → gzipped bytes."""
    texts = [(TEMPLATES / name).read_text(encoding="utf-8") for name in ("base.html", "_components/styles.html", "desk/home.html")]
    names = {name for text in texts for name in re.findall(r"""\{% static ['"]([^'"]+)['"] %\}""", text)}
    names |= {"vendor/bootstrap-icons.svg"}
    sizes = {}
    for name in sorted(names):
        path = finders.find(name)
        assert isinstance(path, str), f"{name} is not there"
        sizes[name] = len(gzip.compress(Path(path).read_bytes()))
    return sizes


def test_the_first_load_of_the_desk_is_below_300_kb_gzipped_and_without_charts() -> None:
    sizes = first_load()
    assert "vendor/bootstrap.min.css" in sizes
    assert not [name for name in sizes if "echarts" in name]
    assert sum(sizes.values()) + 20_000 <= FIRST_LOAD, sizes  # the page itself: at most 20 kB gzipped


# --- One word for one thing (uG21; docs/glossary.md) -----------------------------------------------------

OTHER_WORDS = {
    "逾期": "超期",
    "登陆": "登录",
    "其它": "其他",
    "帐号": "账号",
    "帐户": "账户",
    "县领导": "县级领导",
    "责任领导": "包抓领导",
    "负责领导": "包抓领导",
    "里程碑": "节点",
    "签约金额": "签约额",
    "协议资金": "签约额",
    "一项一档": "一项目一档",
    "截止时间": "截至时间",
    "截止日期": "截至日期",
    "主办单位": "牵头单位",
    "协办单位": "配合单位",
}
"""What is not written on any page, and the word that stands there."""


def test_each_thing_has_one_word_on_every_page_and_in_every_sheet() -> None:
    files = [
        path
        for folder, ends in (("templates", "*.html"), ("projects", "*.py"), ("static/js", "*.js"))
        for path in (ROOT / folder).rglob(ends)
        if "migrations" not in path.parts
    ]
    assert len(files) > 300
    wrong = [
        f"{path.relative_to(ROOT)}: {word} → {better}"
        for path in files
        for word, better in OTHER_WORDS.items()
        if word in path.read_text(encoding="utf-8")
    ]
    assert wrong == []
