"""What an answer says, in words: also when it is a PDF, whose text is packed."""

from io import BytesIO
from typing import Any

from pypdf import PdfReader


def body_of(response: Any) -> bytes:
    """All bytes of an answer, streamed or not."""
    if getattr(response, "streaming", False):
        return b"".join(response.streaming_content)
    return response.content


def words_of(response: Any) -> str:
    """The text of an answer."""
    body = body_of(response)
    if not body.startswith(b"%PDF-"):
        return body.decode(errors="replace")
    reader = PdfReader(BytesIO(body))
    pages = "\n".join(page.extract_text() for page in reader.pages)
    return f"{reader.metadata}\n{pages}"
