"""Promised against reported (承诺与兑现): align, pair, judge, and series over the years."""
