from django.apps import AppConfig


class MailingsConfig(AppConfig):
    name = "navolgbaar.mailings"

    def ready(self) -> None:
        from navolgbaar.mailings.lines import speak
        from navolgbaar.mailings.tasks import announce
        from navolgbaar.programmes.lines import SPEAKERS
        from navolgbaar.publishing.announcements import ANNOUNCERS

        SPEAKERS["mailings"] = speak
        ANNOUNCERS["mailings"] = announce
