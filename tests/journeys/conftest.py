"""A real browser on a real server. Where no Chromium is found the journeys skip themselves, visibly; CI requires it."""

import os
import shutil

import pytest

CHROMIUM = next((p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("CI requires Chromium.")
        pytest.skip("no Chromium here")
    root = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": root}


@pytest.fixture(scope="session", autouse=True)
def _django_from_another_thread():
    """Playwright runs an event loop in this thread; the tests themselves are synchronous all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield


@pytest.fixture
def page(browser):
    """A fresh browser window. Not the plugin's own fixture: that needs one which pytest 9.2 warns about."""
    context = browser.new_context(locale="nl-NL")
    yield context.new_page()
    context.close()
