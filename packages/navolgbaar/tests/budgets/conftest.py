"""A distribution model of six municipalities, and the ways through the room that more than one test takes."""

from datetime import date

import pytest

UNITS = """code;nu;inwoners;nood
GM0014;4.000,00;200;10
GM0363;9.000,00;800;90
GM0344;3.000,00;300;20
GM0599;6.000,00;600;70
GM0518;5.000,00;500;60
GM0448;3.000,00;100;0
"""
KEY = "maatstaf;bedrag\ninwoners;10\nnood;50\n"
COVARIANCE = "maatstaf;inwoners;nood\ninwoners;0,04;0\nnood;0;4\n"


def table(text, name):
    return name, text.encode()


@pytest.fixture
def bring(world):
    """bring() takes the model in; other numbers and rules can be given."""
    from navolgbaar.budgets.actions import bring_model

    def do(units=UNITS, key=KEY, title="Model 2026", by=None, **more):
        given = {"caps": ["2", "2", "50"], "programme": world.programme, "organisation": world.ministry, **more}
        return bring_model(
            title=title,
            units=table(units, "cijfers.csv"),
            key=table(key, "sleutel.csv"),
            by=by or world.editor,
            **given,
        )

    return do


@pytest.fixture
def published(world, bring):
    """A distribution with figures for two municipalities, released by a second person."""
    from navolgbaar.budgets.actions import issue, prepare_release
    from navolgbaar.publishing.actions import approve, submit

    made = issue(
        model=bring(covariance=table(COVARIANCE, "covariantie.csv")), issued_on=date(2026, 1, 15),
        codes=["GM0363", "GM0448"], by=world.editor,
    )  # fmt: skip
    proposal = prepare_release(distribution=made, by=world.editor)
    approve(proposal=submit(proposal=proposal, by=world.editor), by=world.publisher)
    return made
