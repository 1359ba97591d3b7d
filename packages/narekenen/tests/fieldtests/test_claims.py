"""Claims of a published report, replayed from its own counts. Figures: Dutch rental monitor, waves 2 to 4."""

import numpy as np
import pytest
from scipy.stats import chi2_contingency

from narekenen.errors import UnusableInput
from narekenen.fieldtests.cells import PairedCells
from narekenen.fieldtests.claimfile import read_claims
from narekenen.fieldtests.claims import (
    ClaimResult,
    Share,
    absence_claim,
    change_claim,
    net_claim,
    share_claim,
    total_claim,
)
from narekenen.fieldtests.shares import two_shares_p
from narekenen.fieldtests.verdicts import claim_text

KNOWN = 203  # mystery calls in wave 3; the number in wave 2 is not printed


def test_a_printed_percentage_leaves_few_whole_counts():
    for percent, counts in {37: (75, 76), 30: (60, 61), 21: (42, 43), 73: (148, 149)}.items():
        k, n = Share(percent, KNOWN, KNOWN).counts()
        assert (k.min(), k.max()) == counts
        assert set(n) == {KNOWN}


def test_no_whole_count_is_found_out():
    assert share_claim("x", Share(50.5, 203, 203, 1)).verdict == "impossible"
    assert share_claim("x", Share(50.5, 202, 202, 1)).counts == ("102 / 202",)
    assert change_claim("x", Share(50.5, 203, 203, 1), Share(20, 100, 100)).verdict == "impossible"
    assert "≠ 50.5%" in claim_text(share_claim("x", Share(50.5, 203, 203, 1)), "en")[1]


@pytest.mark.parametrize(
    ("before", "after", "low", "high"),
    [(80, 73, 0.07, 0.13), (16, 21, 0.16, 0.27)],
)
def test_changes_that_similar_numbers_cannot_carry(before, after, low, high):
    result = change_claim("x", Share(before, 180, 230), Share(after, KNOWN, KNOWN))
    assert result.verdict == "not carried"
    assert low - 0.03 < result.p_low < result.p_high < high + 0.06
    assert result.difference_low < 0 < result.difference_high


def test_an_unknown_number_that_decides_is_named():
    result = change_claim("x", Share(80, 101, 406), Share(73, KNOWN, KNOWN))
    assert result.verdict == "depends"
    assert result.n_needed == 412
    k = np.array([0.8 * 412, 0.8 * 411])
    p = two_shares_p(k, np.array([412.0, 411.0]), np.full(2, 0.73 * KNOWN), np.full(2, float(KNOWN)))
    assert p[0] < 0.05 <= p[1]


def test_a_change_that_is_carried():
    result = change_claim("x", Share(37, KNOWN, KNOWN), Share(50.5, 202, 202, 1))
    assert result.verdict == "carried"
    assert result.p_low == pytest.approx(0.007, abs=0.002)


def test_two_shares_as_scipy_computes_them():
    p = two_shares_p(*(np.array([float(x)]) for x in (30, 100, 45, 110)))
    assert p[0] == pytest.approx(chi2_contingency([[30, 70], [45, 65]], correction=False).pvalue)


def test_not_significant_is_no_absence():
    profile = absence_claim("x", 505, (0.32, 0.60), (0.13, 0.20))
    half = absence_claim("x", 252, (0.32, 0.60), (0.13, 0.20))
    assert [round(100 * d) for d in profile.detectable] == [9, 14]
    assert [round(100 * d) for d in half.detectable] == [13, 20]
    assert profile.verdict == half.verdict == "not carried"


def test_absence_needs_a_margin_that_would_have_been_seen():
    arguments = ("x", 505, (0.32, 0.60), (0.13, 0.20))
    assert absence_claim(*arguments, margin=0.15).verdict == "carried"
    assert absence_claim(*arguments, margin=0.12).verdict == "depends"
    assert absence_claim(*arguments, margin=0.05).verdict == "not carried"
    assert absence_claim("x", 3, (0.32, 0.60), (0.01, 0.02)).detectable is None


def test_a_net_claim_from_its_cells():
    assert net_claim("x", PairedCells(n11=464, n10=307, n01=80, n00=1883)).verdict == "carried"
    assert net_claim("x", PairedCells(n11=464, n10=80, n01=307, n00=1883)).verdict == "not carried"
    assert net_claim("x", PairedCells(n11=4, n10=3, n01=2, n00=8)).verdict == "not carried"


WAVE_3 = """claim;kind;before;before_n;after;after_n;pairs
not explicitly against;change;80;;73;203;
would exclude on request;change;35;;37;203;
refuse;change;16;;21;203;
leave it to the landlord;change;34;;30;203;
not significant per profile, so no lower chance;absence;;;;;505
not significant inside or outside the four cities, so none;absence;;;;;252
would exclude on request, next wave;change;37;203;50.5;202;
"""


def test_the_claims_of_wave_3_replayed_from_its_own_counts(tmp_path):
    path = tmp_path / "wave3.csv"
    path.write_text(WAVE_3, encoding="utf-8")
    results = read_claims(path)
    assert [r.verdict for r in results] == [
        "depends", "not carried", "not carried", "not carried", "not carried", "not carried", "carried"
    ]  # fmt: skip
    assert results[0].n_needed == 412  # wave 1 had 105 calls: so many are not plausible
    assert "412" in claim_text(results[0])[1]
    assert "9,3% tot 14,0%" in claim_text(results[4])[1]
    assert "13.1% to 19.8%" in claim_text(results[5], "en")[1]


TABLE = """Claim;Kind;Before;Before n;After;After n;Pairs;Any positive;Discordant;Margin;n10;n01;n11;n00
fell;change;80%;;73%;203;;;;;;;;
rose;change;37;203;50,5;202;;;;;;;;
none;absence;;;;;505;;;;;;;
calm;absence;;;;;505;32-60;13-20;15;;;;
count;share;;;37;203;;;;;;;;
range;change;80;150-250;73;203;;;;;;;;
net;net;;;;;;;;;307;80;464;1883
"""


def test_a_table_of_claims(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(TABLE, encoding="utf-8")
    results = read_claims(path)
    assert [r.verdict for r in results] == [
        "depends", "carried", "not carried", "carried", "carried", "not carried", "carried"
    ]  # fmt: skip
    for result in results:
        for lang in ("nl", "en"):
            words, numbers = claim_text(result, lang)
            assert words
            assert "{" not in numbers
            assert ("," in numbers) == (lang == "nl") or result.claim in ("count", "fell")


def test_all_unusable_rows_are_named(tmp_path):
    path = tmp_path / "claims.csv"
    path.write_text(
        "claim,kind,before,before_n,after,after_n,pairs,margin,any_positive,discordant\n"
        "a,guess,,,,,,,,\nb,change,80,,,,,,,\nc,change,80,,73,,,,,\nd,change,x,100,73,203,,,,\n"
        "e,absence,,,,,1.5,,,\nf,absence,,,,,500,,10,50\ng,change,80,a-b,73,203,,,,\nh,share,,,120,203,,,,\n",
        encoding="utf-8",
    )
    with pytest.raises(UnusableInput) as caught:
        read_claims(path)
    assert [line.split(":")[0] for line in caught.value.problems] == [f"row {i}" for i in range(2, 10)]
    path.write_text("claim,kind\n", encoding="utf-8")
    with pytest.raises(UnusableInput, match="no claims"):
        read_claims(path)


def test_parts_of_one_whole_must_be_able_to_add_up(tmp_path):
    file = tmp_path / "claims.csv"
    file.write_text(
        "claim;kind;shares;after_n\nparts;total;37;203\n".replace(";37;", ';"37; 30; 33";')
        + 'too much;total;"37; 30; 40";203\nno count;total;"50,5; 49,5";203\nunknown;total;"61; 39";90-110\n'
    )
    results = {result.claim: result for result in read_claims(file)}
    assert {name: r.verdict for name, r in results.items()} == {
        "parts": "carried", "too much": "impossible", "no count": "impossible", "unknown": "carried",
    }  # fmt: skip
    assert "75–76 / 203" in claim_text(results["parts"], "nl")[1]
    assert "≠" in claim_text(results["no count"], "en")[1]


def test_a_total_without_parts_or_of_two_numbers_is_refused():
    for shares in ([], [Share(50, 10, 10), Share(50, 11, 11)]):
        with pytest.raises(UnusableInput, match="one whole"):
            total_claim("x", shares)


def test_bertrand_and_mullainathan_2004_as_an_outsider_types_it():
    """9.65 % and 6.45 % of 2,435 each; ad by ad 111 favoured white names, 46 black names, 63 both, 1,103 nobody."""
    white = Share(9.65, 2435, 2435, 2)
    (k,), _ = white.counts()
    assert k == 235
    change = change_claim("fewer calls", white, Share(6.45, 2435, 2435, 2))
    net = net_claim("white names are favoured", PairedCells(n11=63, n10=111, n01=46, n00=1103))
    for result in (change, net):
        assert result.verdict == "carried"
        assert "p < 0.001; " in claim_text(result, "en")[1]  # no p is shown as 0
    assert change.p_low == pytest.approx(3.983887e-05, rel=1e-4)  # as they printed it


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(0.0701, 0.1339, "p between 0.070 and 0.134"), (0.0701, 0.0702, "p = 0.070"), (1e-5, 0.2, "p up to 0.200"),
     (None, None, "–")],
    ids=["span", "one", "from almost nothing", "none"],
)  # fmt: skip
def test_a_span_of_p_in_words(low, high, words):
    result = ClaimResult("it fell", "change", "depends", low, high, -0.1, 0.1)
    assert claim_text(result, "en")[1].startswith(words + ";")
