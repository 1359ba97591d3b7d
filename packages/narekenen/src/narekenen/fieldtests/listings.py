"""From pairs to one model over listings: the messages of a listing as a stratum, with profile and order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from narekenen.fieldtests.conditional_logit import ConditionalLogit, fit
from narekenen.fieldtests.pairfile import PairTable


def model(table: PairTable, *, level: float = 0.95) -> ConditionalLogit:
    """Conditional logit of all profiles at once: log odds of a positive answer, against the control profile.

    Pairs of one listing that share their control message become one stratum (control counted once); where the control
    answers of a listing differ, its pairs are strata of their own. Where the order is known and varies, "sent second"
    tells what it does to the test message to come after the control one; profiles are then compared in mid-order.
    Raises UnusableInput where nothing can be estimated.
    """
    frame = table.frame
    profiles = sorted(frame["profile"].unique().to_list())
    strata, shared = _strata(frame)
    control, test = (frame[name].to_numpy() for name in ("control", "test"))
    first = np.unique(strata, return_index=True)[1] if shared else np.arange(len(strata))
    if not shared:  # equal pairs say nothing: keep them only in the count
        kept = np.flatnonzero(control != test)
        first, rows = kept, kept
    else:
        rows = np.arange(len(strata))
    names = frame["profile"].to_numpy()[rows]
    columns = [names == profile for profile in profiles]
    label = list(profiles)
    order = _order(frame, rows)
    if order is not None:
        columns.append(order)
        label.append("sent second")
    X_test = np.column_stack(columns).astype(np.float64)
    X = np.concatenate([np.zeros((len(first), X_test.shape[1])), X_test])
    y = np.concatenate([control[first], test[rows]])
    fitted = fit(np.concatenate([strata[first], strata[rows]]), y, X, label, level=level)
    return replace(fitted, n_strata=len(np.unique(strata)) if shared else len(strata))


def _strata(frame: pl.DataFrame) -> tuple[np.ndarray[tuple[int], np.dtype[np.int64]], bool]:
    """A whole number per pair, equal for pairs that share a control message; and whether any do."""
    key = ["listing", "wave"] if "wave" in frame.columns else ["listing"]
    own = np.arange(frame.height, dtype=np.int64)
    if frame.select(pl.struct(key).n_unique() if len(key) > 1 else pl.col("listing").n_unique()).item() == len(own):
        return own, False
    index = pl.col("index")
    grouped = frame.with_row_index().select(
        index.min().over(key).alias("listing"),
        pl.col("control").n_unique().over(key).alias("answers"),
        index.alias("own"),
    )
    codes = grouped.select(pl.when(pl.col("answers") == 1).then("listing").otherwise("own")).to_series().to_numpy()
    return codes.astype(np.int64), True


def _order(
    frame: pl.DataFrame, rows: np.ndarray[tuple[int], np.dtype[np.int64]]
) -> np.ndarray[tuple[int], np.dtype[np.float64]] | None:
    """+1/2 where the test message came second, -1/2 where first, 0 where not known; None where it never varies."""
    if "control_first" not in frame.columns:
        return None
    value = frame.select(pl.col("control_first").cast(pl.Float64) - 0.5).to_series().fill_null(0.0).to_numpy()[rows]
    return value if len(np.unique(value[value != 0])) == 2 else None
