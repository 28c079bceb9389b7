"""What import-linter's layers do not say: views and forms belong to their room, the application to its edges."""

from tests.architecture.sources import ROOT, imports, module_name, name_of, python_files

PRIVATE = {"views", "forms"}
ASSEMBLERS = {"tracker"}  # create_app registers each room's views
ROOMS_WITHOUT_SECRETS = {"kernel"}  # kernel.forms is what every form is made of
APPLICATION = {"tracker.create_app", "wsgi.app", "wsgi"}
USES_APPLICATION = ("tracker.cli",)


def room_of(module: str) -> str:
    return ".".join(module.split(".")[:2])


def is_private(module: str) -> bool:
    parts = module.split(".")
    return len(parts) > 2 and parts[0] == "tracker" and parts[1] not in ROOMS_WITHOUT_SECRETS and parts[2] in PRIVATE


def test_nobody_imports_the_views_or_forms_of_another_room() -> None:
    taken = {
        (importer, name)
        for path in python_files("tracker")
        for name in imports(path)
        if is_private(name) and room_of(name) != room_of(importer := module_name(path)) and importer not in ASSEMBLERS
    }
    assert not taken


def test_only_commands_import_the_application() -> None:
    taken = {
        (module_name(path), name)
        for path in python_files("tracker")
        for name in imports(path)
        if name in APPLICATION and not module_name(path).startswith(USES_APPLICATION)
    }
    assert not taken


def test_migrations_import_nothing_of_the_application() -> None:
    taken = {
        (name_of(path), name)
        for path in python_files("migrations/versions")
        for name in imports(path)
        if name.split(".")[0] in {"tracker", "config", "wsgi"}
    }
    assert not taken


def test_settings_import_nothing_of_ours() -> None:
    assert not [name for name in imports(ROOT / "config.py") if name.split(".")[0] in {"tracker", "wsgi", "tests"}]
