"""Which theme a dashboard starts with."""

import pytest

from archnb.explorer.theme import theme_in_use


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Write JupyterLab's theme settings."""
    monkeypatch.setenv("JUPYTERLAB_SETTINGS_DIR", str(tmp_path))
    file = tmp_path / "@jupyterlab" / "apputils-extension" / "themes.jupyterlab-settings"
    file.parent.mkdir(parents=True)
    return file


def test_without_settings_it_is_light(settings):
    assert theme_in_use() == "light"


def test_a_dark_theme_is_dark_though_settings_have_comments(settings):
    settings.write_text('{\n    // Theme\n    // "theme": "JupyterLab Light"\n    "theme": "JupyterLab Dark"\n}')
    assert theme_in_use() == "dark"


def test_a_light_theme_is_light(settings):
    settings.write_text('{"x": 1,\n"theme": "JupyterLab Light"}')
    assert theme_in_use() == "light"


def test_a_theme_on_the_settings_only_line_is_found(settings):
    settings.write_text('{"theme": "JupyterLab Dark High Contrast"}')
    assert theme_in_use() == "dark"
