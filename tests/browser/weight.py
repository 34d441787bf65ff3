"""What the first view of a page costs a reader: requests and bytes on the wire, by type."""

from collections import Counter
from dataclasses import dataclass, field

from playwright.sync_api import Page

#: Pictures that editors upload; they weigh what they weigh.
PHOTOS = "/media/"


@dataclass
class Weight:
    """Requests and compressed bytes (with headers) by type of resource; photos apart."""

    requests: Counter[str] = field(default_factory=Counter)
    sizes: Counter[str] = field(default_factory=Counter)
    addresses: list[tuple[int, str]] = field(default_factory=list)

    @property
    def requests_without_photos(self) -> int:
        return self.requests.total() - self.requests["Photo"]

    @property
    def bytes_without_photos(self) -> int:
        return self.sizes.total() - self.sizes["Photo"]


def weigh(page: Page, url: str) -> Weight:
    """Open an address with an empty cache and wait until all has come."""
    weight, kinds = Weight(), {}
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")

    def begin(event: dict) -> None:
        address = event["response"]["url"]
        kind = "Photo" if PHOTOS in address else event["type"]
        kinds[event["requestId"]] = kind, address

    def end(event: dict) -> None:
        if event["requestId"] not in kinds:
            return
        kind, address = kinds[event["requestId"]]
        size = int(event["encodedDataLength"])
        if not size:  # the page has it already
            return
        weight.requests[kind] += 1
        weight.sizes[kind] += size
        weight.addresses.append((size, address))

    client.on("Network.responseReceived", begin)
    client.on("Network.loadingFinished", end)
    page.goto(url)
    page.wait_for_load_state("networkidle")
    client.detach()
    return weight
