"""What the ledger reads: money and dates of projects as columns of a list, and the search box."""
