"""Speed, memory and quality, each as a ratio against a floor or a truth of the same run.

`make bench` runs all of them small, as CI does; `BENCH=full make bench` runs them in full size.
"""
