"""Fit temperatures, shifts and thresholds on held-out passages: `python -m training.calibrate`.

Run on the model that was trained without a fold, with the passages of that fold; the result then serves the model
that was trained on all. Nothing of gold_dev, far_dev or the held-out sentences is seen here.
"""
