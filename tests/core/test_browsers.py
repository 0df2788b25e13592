"""What browsers of the county say of themselves, in words."""

import pytest

from projects.core.browsers import browser_words

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"{WINDOWS} Chrome/106.0.0.0 Safari/537.36", "Chrome 106，Windows 10或11"),
        (f"{WINDOWS} Chrome/93.0.4577.360 Safari/537.36", "Chrome 93，Windows 10或11"),
        (f"{WINDOWS} Chrome/120.0.0.0 Safari/537.36 Edg/120.0.2210.91", "Edge 120，Windows 10或11"),
        (f"{WINDOWS} Chrome/90.0.4430.212 Safari/537.36 Qaxbrowser", "奇安信浏览器，Windows 10或11"),
        (f"{WINDOWS} Chrome/108.0.0.0 Safari/537.36 QIHU 360SE", "360浏览器，Windows 10或11"),
        ("Mozilla/5.0 (Windows NT 6.1; WOW64; rv:115.0) Gecko/20100101 Firefox/115.0", "Firefox 115，Windows 7"),
        ("Mozilla/5.0 (X11; Linux x86_64; UOS) AppleWebKit/537.36 Chrome/93.0 UOSBrowser/6.0", "统信浏览器 6，统信UOS"),
        ("Mozilla/5.0 (X11; Linux aarch64; Kylin) AppleWebKit/537.36 Chrome/97.0 Safari/537.36", "Chrome 97，银河麒麟"),
        (
            "Mozilla/5.0 (Linux; Android 13; M2012) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.49",
            "微信 8，安卓",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1",
            "Safari 17，苹果手机",
        ),
        ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 HeadlessChrome/156.0.0.0 Safari/537.36", "Chrome 156，Linux"),
        ("curl/8.5.0", "其他浏览器"),
        ("  ", ""),
    ],
)
def test_a_browser_is_named_with_its_system(line: str, words: str) -> None:
    assert browser_words(line) == words
