import os, json
from pathlib import Path
from tests.browser.pages import ROLES, every_page, window
from tests.browser.test_phone import FAULTS
OUT = Path(os.environ.get("SHOTS", "/tmp/shots"))
LOOKS = {"light1366": ("light", 1366, 768), "dark1366": ("dark", 1366, 768), "light375": ("light", 375, 812), "dark375": ("dark", 375, 812), "light1920": ("light", 1920, 1080)}
SMALL = """() => [...document.querySelectorAll('main button, main a.btn, main select, main input:not([type=hidden]), main summary, main textarea, .qs-bottom a, .qs-head button, .qs-head a, main td a, main li > a, .qs-chip a')]
 .filter(e => e.getClientRects().length && getComputedStyle(e).visibility !== 'hidden' && !e.closest('.visually-hidden') && e.getBoundingClientRect().height > 1)
 .filter(e => { const label = e.closest('label'); const box = (e.type === 'checkbox' || e.type === 'radio') && label ? label : e; return box.getBoundingClientRect().height < 43.5; })
 .map(e => `${e.tagName.toLowerCase()}.${e.className && e.className.baseVal === undefined ? e.className : ''}[${e.type||''}] ${Math.round(e.getBoundingClientRect().width)}x${Math.round(e.getBoundingClientRect().height)} ${(e.innerText||e.name||'').slice(0,12)} < ${e.parentElement.tagName}.${e.parentElement.className}`)"""

def test_shots(chromium, site, ask):
    wanted = os.environ.get("LOOKS", "light375,dark1366").split(",")
    people = {u: window(chromium, site, u, viewport={"width": 1366, "height": 768}, color_scheme="light", reduced_motion="reduce") for u in ROLES}
    pages, _ = every_page(people, ask)
    index, small = [], {}
    for number, (user, path) in enumerate(pages):
        page = people[user].page
        page.set_viewport_size({"width": 1366, "height": 768})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        people[user].open(path)
        index.append((number, user, path))
        for look in wanted:
            theme, w, h = LOOKS[look]
            page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            page.set_viewport_size({"width": w, "height": h})
            if look == "light375":
                for f in page.evaluate(FAULTS): print("FAULT", user, path, f)
                for s in page.evaluate(SMALL): small.setdefault(s.split("[")[0] + " < " + s.split(" < ")[1], []).append(f"{path} {s}")
            folder = OUT / look; folder.mkdir(parents=True, exist_ok=True)
            full = page.evaluate("document.documentElement.scrollHeight")
            page.screenshot(path=str(folder / f"{number:03}.png"), full_page=True, clip={"x":0,"y":0,"width":w,"height":min(full, 1400 if w>400 else 1800)})
    (OUT / "index.json").write_text(json.dumps(index, ensure_ascii=False))
    (OUT / "small.json").write_text(json.dumps(small, ensure_ascii=False, indent=1))
