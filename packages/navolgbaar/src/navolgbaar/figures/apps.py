from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "navolgbaar.figures"

    def ready(self) -> None:
        from navolgbaar.figures.lines import speak
        from navolgbaar.figures.science import propose_readings
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.sources.proposers import PROPOSERS

        SPEAKERS["figures"] = speak
        PROPOSERS["readings"] = propose_readings
