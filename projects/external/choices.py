"""外部数据: figures that others publish. They stand beside the county's own book and never in it (docs/decisions/0021)."""

PEERS = "peer_county"
"""The code list of 同市县区, by division code; the county's own code is its line in the city's table."""
ISSUER = "天水市招商局"
EARLIEST_YEAR = 2000
