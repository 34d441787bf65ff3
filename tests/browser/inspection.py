"""Look at a page once, at everything that must hold for every page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page, Response

from tests.browser.house import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
#: Each width and each scheme once; all four together take twice as long.
VIEWS = ((1280, "light"), (320, "dark"))
RUN = """async ([within, exclude]) => {
  const options = { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } };
  const found = await axe.run({ include: [[within]], exclude }, options);
  return found.violations.map((rule) => [rule.id, rule.nodes.map((node) =>
    `${node.target.join(" ")} | ${node.html.slice(0, 160)} | ${node.failureSummary}`)]);
}"""
#: Colours must have arrived before they are measured.
SETTLE = """async () => {
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  await Promise.all(document.getAnimations().map((one) => one.finished));
}"""
OVERFLOW = """() => {
  const most = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= most) return [];
  const wide = [...document.querySelectorAll("body *")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && box.right > most + 1;
  });
  return wide.slice(0, 5).map((element) => element.outerHTML.slice(0, 120));
}"""
STORED = "() => [...Object.keys(localStorage), ...Object.keys(sessionStorage)]"


@dataclass
class Inspection:
    """What was seen of one page."""

    host: str = ""
    html: str = ""
    barriers: list[str] = field(default_factory=list)
    overflow: list[str] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    cookies: list[str] = field(default_factory=list)
    stored: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Witness:
    """Hears what a page does from its first request on."""

    def __init__(self, page: Page) -> None:
        self.page, self.seen = page, Inspection()
        page.on("request", lambda request: self.seen.hosts.add(urlsplit(request.url).netloc))
        page.on("pageerror", lambda error: self.seen.errors.append(str(error)))
        page.on("console", self._hear)
        page.on("response", self._keep)
        self._document: Response | None = None

    def _hear(self, message: Any) -> None:
        is_status = "Failed to load resource" in message.text and "status of 4" in message.text
        if message.type in {"error", "warning"} and not is_status:
            self.seen.errors.append(message.text)

    def _keep(self, response: Response) -> None:
        if response.request.is_navigation_request():
            self._document = response

    def testify(self) -> Inspection:
        """Everything about the page as it stands now."""
        page, seen = self.page, self.seen
        page.wait_for_load_state("networkidle")
        seen.host = urlsplit(page.url).netloc
        seen.html = self._document.text() if self._document else ""
        seen.cookies = [cookie["name"] for cookie in page.context.cookies()]
        seen.stored = page.evaluate(STORED)
        seen.barriers = barriers(page)
        seen.overflow = overflow(page)
        return seen


def barriers(page: Page, exclude: Sequence[str] = (), *, within: str = "html") -> list[str]:
    """What axe finds, each with width and scheme; empty when all is well.

    ``within`` names a dialog that stands before the page: what is behind it cannot be reached, and
    how much of it shows depends on where the page was left. The program comes from outside, so the
    page's policy for scripts stays as it is.
    """
    page.evaluate(AXE.read_text())
    found = []
    for width, scheme in VIEWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.evaluate(SETTLE)
        rules = page.evaluate(RUN, [within, [[part] for part in exclude]])
        found += [f"{width} {scheme} {rule} {node}" for rule, nodes in rules for node in nodes]
    return found


def overflow(page: Page, *, width: int = 320) -> list[str]:
    """Elements that make the page scroll sideways at a width, or at 1280 px with 400 % zoom."""
    found = []
    for height in (800, 256):  # 1280 × 1024 at 400 % is 320 × 256 (WCAG 1.4.10)
        page.set_viewport_size({"width": width, "height": height})
        found += page.evaluate(OVERFLOW)
    return found
