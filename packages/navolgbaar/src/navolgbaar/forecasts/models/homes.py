"""Home, Place, Resident, HomeWindow, Try: the restricted part. Nothing of it enters the public ledger."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Now

from navolgbaar.core.ids import random_id
from navolgbaar.core.privacy import Personal, Privacy
from navolgbaar.forecasts.models.plan import Plan, Vintage
from navolgbaar.forecasts.states import Choice, Tenure
from navolgbaar.programmes.models import Programme

HOME = Personal(purpose="to tell residents when it is their turn", retention="two years after the programme ends")
LIVES = Personal(purpose="to answer the resident of an address", retention="30 days after moving out")
KNOCK = Personal(purpose="to stop the guessing of codes", retention="one day")


class Home(models.Model):
    """An address in a programme. `finished_on` is the day on which the work there was done."""

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="homes")
    postcode = models.CharField(max_length=10)
    house_number = models.CharField(max_length=20)
    label = models.CharField(max_length=200)
    finished_on = models.DateField(null=True, blank=True)

    privacy = Privacy(
        internal=("id", "public_id", "programme"),
        personal=dict.fromkeys(("postcode", "house_number", "label", "finished_on"), HOME),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "postcode", "house_number"], name="forecasts_a_home_once")
        ]

    def __str__(self) -> str:
        return self.public_id  # a log that prints a home prints no address

    @property
    def programme_key(self) -> str:
        return self.programme.key


class Place(models.Model):
    """Under which name that says nothing a home stands in a plan."""

    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="places")
    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="places")
    unit = models.CharField(max_length=40)

    privacy = Privacy(internal=("id", "plan", "unit"), personal={"home": HOME})

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["home", "plan"], name="forecasts_a_home_stands_once_in_a_plan"),
            models.UniqueConstraint(fields=["plan", "unit"], name="forecasts_a_unit_is_one_home"),
        ]

    def __str__(self) -> str:
        return self.unit


class Resident(models.Model):
    """A person at an address, without a name: the code in the letter is what tells them. Gone when they move out.

    told   the forecasts whose window this person was told, by letter, page or telephone; the last one last
    """

    public_id = models.CharField(max_length=40, unique=True, default=random_id, editable=False)
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="residents")
    tenure = models.CharField(max_length=8, choices=Tenure)
    code_digest = models.CharField(max_length=64, blank=True)
    code_given_at = models.DateTimeField(null=True, blank=True)
    moved_out_on = models.DateField(null=True, blank=True)
    told = models.JSONField(default=list)

    privacy = Privacy(
        internal=("id", "public_id", "code_digest", "code_given_at"),
        personal=dict.fromkeys(("home", "tenure", "moved_out_on", "told"), LIVES),
    )

    def __str__(self) -> str:
        return self.public_id


class HomeWindow(models.Model):
    """What a forecast says about one home: from when to when, for one choice. `high` is NULL beyond the horizon.

    Written once with its forecast; the letter and the page cite the forecast and this row.
    """

    vintage = models.ForeignKey(Vintage, on_delete=models.PROTECT, related_name="windows")
    home = models.ForeignKey(Home, on_delete=models.CASCADE, related_name="windows")
    choice = models.CharField(max_length=8, choices=Choice)
    low = models.DateField()
    high = models.DateField(null=True)
    told_at = models.DateTimeField(db_default=Now())

    privacy = Privacy(
        internal=("id", "vintage", "choice", "told_at"), personal=dict.fromkeys(("home", "low", "high"), HOME)
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vintage", "home", "choice"], name="forecasts_one_window_per_choice")
        ]

    def __str__(self) -> str:
        return f"{self.home_id} {self.choice}"


class Try(models.Model):
    """How often a wrong code was tried within an hour: at an address, or by a visitor. Neither can be led back."""

    who = models.CharField(max_length=64)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    privacy = Privacy(internal=("id", "hour", "count"), personal={"who": KNOCK})

    class Meta:
        constraints = [models.UniqueConstraint(fields=["who", "hour"], name="forecasts_a_try_is_counted_once")]

    def __str__(self) -> str:
        return f"try {self.pk}"
