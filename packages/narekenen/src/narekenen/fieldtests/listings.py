"""From pairs to one model over listings: the messages of a listing as a stratum, with profile and order."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from narekenen.fieldtests.conditional_logit import ConditionalLogit, fit
from narekenen.fieldtests.pairfile import PairTable

STRATUM, TIMES = "stratum", "times"


def model(table: PairTable, *, level: float = 0.95) -> ConditionalLogit:
    """Conditional logit of all profiles at once: log odds of a positive answer, against the control profile.

    Pairs of one listing that share their control message become one stratum (control counted once); where the control
    answers of a listing differ, its pairs are strata of their own. Where the order is known and varies, "sent second"
    tells what it does to the test message to come after the control one; profiles are then compared in mid-order.
    Raises UnusableInput where nothing can be estimated.
    """
    profiles = sorted(table.frame["profile"].unique().to_list())
    frame = _with_order(table.frame)
    strata = _strata(frame)
    columns = [strata["profile"] == profile for profile in profiles]
    if "order" in strata.columns:
        columns.append(strata["order"])
    names = [*profiles, *(["sent second"] if "order" in strata.columns else [])]
    tests = np.column_stack([column.to_numpy() for column in columns]).astype(np.float64)
    control = strata.unique(STRATUM, maintain_order=True)
    fitted = fit(
        np.concatenate([control[STRATUM], strata[STRATUM]]),
        np.concatenate([control["control"], strata["test"]]),
        np.concatenate([np.zeros((control.height, tests.shape[1])), tests]),
        names, weights=np.concatenate([control[TIMES], strata[TIMES]]), level=level,
    )  # fmt: skip
    shared = strata.height == frame.height
    listings = int(frame.select(pl.struct(_key(frame)).n_unique()).item()) if shared else frame.height
    return replace(fitted, n_strata=listings)


def _key(frame: pl.DataFrame) -> list[str]:
    return ["listing", "wave"] if "wave" in frame.columns else ["listing"]


def _with_order(frame: pl.DataFrame) -> pl.DataFrame:
    """+1/2 where the test message came second, -1/2 where first, 0 where not known; no column where it never varies."""
    if "control_first" not in frame.columns or frame["control_first"].drop_nulls().n_unique() < 2:
        return frame
    return frame.with_columns((pl.col("control_first").cast(pl.Float64) - 0.5).fill_null(0.0).alias("order"))


def _strata(frame: pl.DataFrame) -> pl.DataFrame:
    """Test messages with their stratum and how many equal strata it stands for.

    Where no listing has two pairs, equal pairs are counted together and pairs with equal answers, which carry no
    information, are left out: thirty rows say what 300,000 pairs do.
    """
    key = _key(frame)
    if frame["listing"].n_unique() == frame.height:
        same = ["profile", "control", "test", *(["order"] if "order" in frame.columns else [])]
        counted = frame.filter(pl.col("control") != pl.col("test")).group_by(same).agg(pl.len().alias(TIMES))
        return counted.sort(same).with_row_index(STRATUM)
    index = pl.col("index")
    # A listing whose pairs disagree on the control answer had more than one control message.
    shared = pl.col("control").n_unique().over(key) == 1
    stratum = pl.when(shared).then(index.min().over(key)).otherwise(index)
    return frame.with_row_index().with_columns(stratum.alias(STRATUM), pl.lit(1.0).alias(TIMES))
