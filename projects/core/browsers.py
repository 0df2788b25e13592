"""What a browser says of itself (User-Agent), in words that its user knows."""

import re

# The first that matches: products built on another one name that one too.
BROWSERS = (
    (r"MicroMessenger/(\d+)", "微信"),
    (r"DingTalk/(\d+)", "钉钉"),
    (r"Qaxbrowser/?(\d*)", "奇安信浏览器"),
    (r"UOS ?Browser/?(\d*)", "统信浏览器"),
    (r"\b(?:QIHU|QihooBrowser|360(?:SE|EE|ENT|Browser))\b(?:/(\d+))?", "360浏览器"),
    (r"QQBrowser/(\d+)", "QQ浏览器"),
    (r"Edg(?:e|A|iOS)?/(\d+)", "Edge"),
    (r"OPR/(\d+)", "Opera"),
    (r"(?:Firefox|FxiOS)/(\d+)", "Firefox"),
    (r"(?:Headless)?(?:Chrome|CriOS|Chromium)/(\d+)", "Chrome"),
    (r"Version/(\d+)\S* (?:Mobile/\S+ )?Safari", "Safari"),
)
SYSTEMS = (
    (r"\bUOS\b|uos|deepin", "统信UOS"),
    (r"Kylin", "银河麒麟"),
    (r"HarmonyOS|OpenHarmony", "鸿蒙"),
    (r"Android", "安卓"),
    (r"iPhone", "苹果手机"),
    (r"iPad", "苹果平板"),
    (r"Windows NT 10", "Windows 10或11"),
    (r"Windows NT 6\.[23]", "Windows 8"),
    (r"Windows NT 6\.1", "Windows 7"),
    (r"Windows", "Windows"),
    (r"Mac OS X|Macintosh", "苹果电脑"),
    (r"Linux|X11", "Linux"),
)


def browser_words(line: str) -> str:
    """'Chrome 106，Windows 10或11'; 其他浏览器 where none of the known ones is named, empty where nothing was sent."""
    if not line.strip():
        return ""
    return "，".join(part for part in (_browser(line) or "其他浏览器", _system(line)) if part)


def _browser(line: str) -> str:
    for pattern, words in BROWSERS:
        match = re.search(pattern, line)
        if match:
            return f"{words} {match[1]}" if match[1] else words
    return ""


def _system(line: str) -> str:
    return next((words for pattern, words in SYSTEMS if re.search(pattern, line)), "")
