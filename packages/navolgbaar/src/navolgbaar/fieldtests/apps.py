from django.apps import AppConfig


class FieldtestsConfig(AppConfig):
    name = "navolgbaar.fieldtests"
