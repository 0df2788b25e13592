"""Small distinct PDF files that stand for contracts and bank slips."""

from django.core.files.base import ContentFile


def pdf(name: str, text: str) -> "ContentFile[bytes]":
    """One page with one line. The text is kept as a comment too, so that every file has bytes of its own; ASCII only."""
    stream = f"BT /F1 14 Tf 60 760 Td (QINGSHUI DEMO {text}) Tj ET"
    objects = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        f"<</Length {len(stream)}>>stream\n{stream}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    body, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj{content}endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    body += f"xref\n0 6\n0000000000 65535 f \n{table}trailer<</Size 6/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n"
    return ContentFile(body.encode("ascii"), name=name)
