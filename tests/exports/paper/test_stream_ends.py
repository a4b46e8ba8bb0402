"""Streams whose data ends with a carriage return are ended so that their length is plain."""

import io

import pikepdf

from exports.paper.stream_ends import with_streams_ended

HEAD = b"%PDF-1.7\n"
STREAM = b"1 0 obj\n<</Length 6>>\nstream\nq Q %\r\nendstream\nendobj\n"
PAGES = b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n3 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"


def small_pdf(stream: bytes) -> bytes:
    body = HEAD + stream + PAGES
    offsets = [body.index(b"%d 0 obj" % n) for n in (1, 2, 3)]
    table = b"\nxref\n0 4\n0000000000 65535 f\r\n" + b"".join(b"%010d 00000 n\r\n" % offset for offset in offsets)
    return body[:-1] + table + b"trailer\n<</Size 4/Root 3 0 R>>\nstartxref\n%d\n%%%%EOF" % len(body)


def test_the_marker_is_added_and_every_object_is_found_where_the_table_says() -> None:
    data = small_pdf(STREAM)
    ended = with_streams_ended(data)
    assert b"q Q %\r\r\nendstream" in ended
    assert len(ended) == len(data) + 1
    with pikepdf.open(io.BytesIO(ended), attempt_recovery=False) as pdf:
        assert pdf.get_object(1, 0).read_raw_bytes() == b"q Q %\r"
        assert len(pdf.pages) == 0
        assert pdf.get_warnings() == []


def test_other_streams_stay_as_they_are() -> None:
    data = small_pdf(STREAM.replace(b"%\r", b"%%"))
    assert with_streams_ended(data) == data
