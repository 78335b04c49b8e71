"""Speed of the product as ratios, measured side by side in one run.

Rule of the folder: a time alone says nothing on another machine; every figure here is divided
by a yardstick taken in the same round. People of the synthetic cases are invented.
"""
