"""Heckman and Siegelman's objection, and Neumark's answer: is it the level, or the spread, that differs.

If employers or landlords think that unseen quality varies more in one group, equal treatment on average can look
like discrimination and the other way round. Where visible quality was varied in the test, a probit whose spread may
differ between the groups tells the two apart (Neumark 2012, Journal of Human Resources 47:1128).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import log_ndtr, ndtr

from narekenen.errors import UnusableInput
from narekenen.fieldtests.intervals import Array


@dataclass(frozen=True, slots=True)
class Part:
    """A marginal effect in shares (-0.024 is 2.4 points less chance), with its cluster-robust standard error."""

    value: float
    se: float


@dataclass(frozen=True, slots=True)
class Decomposition:
    """total = level + variance. `sd_ratio`: spread of unseen quality, test over control; `p_equal_spread`: Wald.

    homoskedastic   the marginal effect when the two spreads are taken as equal (ordinary probit)
    """

    homoskedastic: Part
    total: Part
    level: Part
    variance: Part
    sd_ratio: float
    p_equal_spread: float
    loglik: float
    n: int
    n_clusters: int


def _scores(theta: Array, y: Array, X: Array, t: Array) -> tuple[Array, Array]:
    """Log-likelihood and score per message. theta: coefficients of X (its last column is the group), then w."""
    beta, w = theta[:-1], theta[-1]
    shrink = np.exp(-w * t)
    index = (X @ beta) * shrink
    sign = 2 * y - 1
    loglik = log_ndtr(sign * index)
    mills = sign * np.exp(-0.5 * index**2 - 0.5 * math.log(2 * math.pi) - loglik)
    return loglik, np.column_stack([mills[:, None] * X * shrink[:, None], -mills * index * t])


def _maximise(theta: Array, free: NDArray[np.bool_], y: Array, X: Array, t: Array) -> Array:
    """Scoring on the outer product of scores, which always climbs; steps halved until the likelihood rises."""
    loglik, scores = _scores(theta, y, X, t)
    for _ in range(200):
        s = scores[:, free]
        gradient = s.sum(axis=0)
        step = np.zeros_like(theta)
        step[free] = np.linalg.solve(s.T @ s, gradient)
        if float(gradient @ step[free]) < 1e-12:
            return theta
        size = 1.0
        while True:
            trial, trial_scores = _scores(theta + size * step, y, X, t)
            if trial.sum() > loglik.sum() or size < 1e-6:
                break
            size /= 2
        theta, loglik, scores = theta + size * step, trial, trial_scores
    raise UnusableInput("The probit with two spreads did not settle", where="neumark",
                        why="Visible quality may say too little about the answers")  # fmt: skip


def _numeric_jacobian(function: Callable[[Array], Array], theta: Array) -> Array:
    base = function(theta)
    out = np.empty((len(base), len(theta)))
    for i in range(len(theta)):
        h = 1e-5 * max(1.0, abs(theta[i]))
        up, down = theta.copy(), theta.copy()
        up[i] += h
        down[i] -= h
        out[:, i] = (function(up) - function(down)) / (2 * h)
    return out


def _robust(theta: Array, free: NDArray[np.bool_], y: Array, X: Array, t: Array, cluster: NDArray[np.int64]) -> Array:
    """Sandwich covariance clustered by listing; zero for parameters that are held fixed."""

    def gradient(at: Array) -> Array:
        return np.asarray(_scores(at, y, X, t)[1].sum(axis=0))

    bread = np.linalg.inv(-_numeric_jacobian(gradient, theta)[np.ix_(free, free)])
    scores = _scores(theta, y, X, t)[1][:, free]
    summed = np.zeros((int(cluster.max()) + 1, scores.shape[1]))
    np.add.at(summed, cluster, scores)
    G = len(summed)
    out = np.zeros((len(theta), len(theta)))
    out[np.ix_(free, free)] = bread @ (summed.T @ summed) @ bread * G / (G - 1)
    return out


def decompose(outcome: ArrayLike, test: ArrayLike, quality: ArrayLike, cluster: ArrayLike) -> Decomposition:
    """Fit by maximum likelihood; effects at the means of all columns, standard errors by the delta method.

    outcome   1 positive, 0 not, per message        test      1 for the test profile, 0 for control
    quality   (messages, q): what was varied on purpose (income, job, experience), q >= 1
    cluster   the listing, for standard errors
    Identified only if quality moves the answers equally in both groups. Raises UnusableInput where quality is
    constant or follows from the group.
    """
    y, t = np.asarray(outcome, dtype=np.float64), np.asarray(test, dtype=np.float64)
    Q = np.asarray(quality, dtype=np.float64).reshape(len(y), -1)
    spread = Q.std(axis=0)
    if Q.shape[1] == 0 or (spread == 0).any():
        raise UnusableInput("Quality was not varied", where="neumark", why="A column of quality is constant",
                            do="Vary quality inside the protocol, or leave the constant column out")  # fmt: skip
    X = np.column_stack([np.ones_like(y), (Q - Q.mean(axis=0)) / spread, t])
    if np.linalg.matrix_rank(X) < X.shape[1]:
        raise UnusableInput("A column of quality follows from the others or from the group", where="neumark")
    groups = np.unique(np.asarray(cluster), return_inverse=True)[1].astype(np.int64)
    everything, plain = np.ones(X.shape[1] + 1, dtype=bool), np.ones(X.shape[1] + 1, dtype=bool)
    plain[-1] = False
    start = _maximise(np.zeros(X.shape[1] + 1), plain, y, X, t)
    theta = _maximise(start, everything, y, X, t)
    centre = X.mean(axis=0)

    def effects(at: Array) -> Array:
        shrink = math.exp(-at[-1] * centre[-1])
        index = float(centre @ at[:-1])
        density = math.exp(-0.5 * (index * shrink) ** 2) / math.sqrt(2 * math.pi) * shrink
        level, variance = density * at[-2], -density * index * at[-1]
        return np.array([level + variance, level, variance])

    covariance = _robust(theta, everything, y, X, t, groups)
    parts = _parts(effects, theta, covariance)
    flat = _parts(effects, start, _robust(start, plain, y, X, t, groups))
    z = theta[-1] / math.sqrt(covariance[-1, -1])
    loglik = float(_scores(theta, y, X, t)[0].sum())
    return Decomposition(
        flat[0], *parts, math.exp(theta[-1]), 2 * float(ndtr(-abs(z))), loglik, len(y), int(groups.max()) + 1
    )


def _parts(effects: Callable[[Array], Array], theta: Array, covariance: Array) -> tuple[Part, Part, Part]:
    jacobian = _numeric_jacobian(effects, theta)
    se = np.sqrt(np.diag(jacobian @ covariance @ jacobian.T))
    total, level, variance = (Part(float(v), float(s)) for v, s in zip(effects(theta), se, strict=True))
    return total, level, variance
