from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "navolgbaar.figures"

    def ready(self) -> None:
        from navolgbaar.figures.science import propose_readings
        from navolgbaar.sources.proposers import PROPOSERS

        PROPOSERS["readings"] = propose_readings
