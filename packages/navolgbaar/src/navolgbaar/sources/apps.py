from django.apps import AppConfig


class SourcesConfig(AppConfig):
    name = "navolgbaar.sources"

    def ready(self) -> None:
        from navolgbaar.sources.proposers import PROPOSERS
        from navolgbaar.sources.science import propose_findings

        PROPOSERS["findings"] = propose_findings
