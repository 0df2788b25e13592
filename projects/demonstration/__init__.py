"""The demonstration: a made-up county history that gives every figure of the county's printed year-end article from rows.

`loader.load()` sets up units, people and reference rows, then plays signings, arrivals, tasks and tickets through the actions in the
order in which they became known. Names of persons and investors are invented (示例); data/ holds the composition.
"""
