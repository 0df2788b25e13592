"""What a page may not do on a phone of 375 px: scroll sideways, make one zoom in to type, keep the letters' keyboard for a number, show
a table that is no list of cards, or offer a target that a finger misses (uG10: 44 px). And what it may not do on paper."""

from playwright.sync_api import Page

PHONE = {"width": 375, "height": 812}
FAULTS = """() => {
  const root = document.documentElement;
  const faults = [];
  if (root.scrollWidth > root.clientWidth) {
    const wide = [...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
      .slice(0, 3).map(e => `${e.tagName}.${e.className}`);
    faults.push(`scrolls sideways: ${root.scrollWidth} (${wide.join(', ')})`);
  }
  for (const input of document.querySelectorAll('input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=file]), select, textarea')) {
    if (input.offsetParent && parseFloat(getComputedStyle(input).fontSize) < 16) faults.push(`small input ${input.name}`);
  }
  for (const input of document.querySelectorAll('input[name*=amount], input[name*=_wan]')) {
    if (input.type === 'text' && !['decimal', 'numeric'].includes(input.inputMode)) faults.push(`no numeric keypad for ${input.name}`);
  }
  for (const table of document.querySelectorAll('main table.qs-table:not(.is-scroll)')) {
    if (table.offsetParent && getComputedStyle(table).display !== 'block') faults.push('a table is no list of cards');
  }
  const targets = 'main button, main a.btn, main select, main summary, main textarea, main td a, main li > a, main input:not([type=hidden]), .qs-bottom a';
  for (const target of document.querySelectorAll(targets)) {
    const box = ['checkbox', 'radio', 'file'].includes(target.type) && target.closest('label') ? target.closest('label') : target;
    const { width, height } = box.getBoundingClientRect();
    if (!target.getClientRects().length || target.closest('.visually-hidden') || width <= 1 || height <= 1) continue;
    if (height < 43.5) faults.push(`${target.tagName} of ${Math.round(width)} x ${Math.round(height)}: ${(target.innerText || target.name || '').slice(0, 20)}`);
  }
  return faults.slice(0, 5);
}"""


def faults_of_phone(page: Page) -> list[str]:
    """Of the page as it is shown; it keeps the phone's size."""
    page.set_viewport_size(PHONE)
    return [f"at 375 px {fault}" for fault in page.evaluate(FAULTS)]


ON_PAPER = """() => {
  const shown = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== 'hidden';
  const faults = [...document.querySelectorAll('.qs-head, .qs-menu, .qs-actions, .qs-bottom, .qs-foot, .qs-toolbar')].filter(shown)
    .map(e => `${e.className} is printed`);
  if (!document.querySelector('main').innerText.trim()) faults.push('nothing is printed');
  if (document.querySelector('.qs-menu') && !/打印人/.test(document.querySelector('.qs-print-foot').innerText)) faults.push('no 打印人');
  return faults;
}"""


def faults_on_paper(page: Page) -> list[str]:
    """uG19: without menu and buttons, and with who printed it."""
    page.emulate_media(media="print")
    found = [f"on paper {fault}" for fault in page.evaluate(ON_PAPER)]
    page.emulate_media(media="screen")
    return found
