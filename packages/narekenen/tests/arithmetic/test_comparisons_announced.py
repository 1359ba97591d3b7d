import pytest

from narekenen.arithmetic.comparisons_announced import comparisons_never_reported

BOTH = (
    "Wij hebben het verschil onderzocht tussen stedelijke en niet-stedelijke scholen. "
    "Ook is het verschil onderzocht tussen bijzondere en niet-bijzondere scholen."
)


def test_of_two_comparisons_one_is_never_reported(ask):
    text = f"{BOTH}\n\nOp niet-stedelijke scholen is het verzuim lager.\n"
    (finding,) = ask(comparisons_never_reported, text)
    assert (finding.verdict, finding.severity) == ("missing_content", "finding")
    assert finding.evidence[0].text == "bijzondere en niet-bijzondere"


@pytest.mark.parametrize(
    "text",
    [
        f"{BOTH}\n\nOp niet-stedelijke scholen is het verzuim lager, op niet-bijzondere scholen hoger.\n",
        f"{BOTH}\n\nHet verzuim is overal lager.\n",
        "Wij hebben het verschil onderzocht tussen stedelijke en niet-stedelijke scholen. Het verzuim is lager.",
        "Er komt een verschil tussen buren en niet-buren, en tussen gasten en niet-gasten. De niet-buren betalen meer.",
    ],
)
def test_near_misses_are_left_alone(ask, text):
    assert ask(comparisons_never_reported, text) == []
