"""The pages of an import, for every room alike: a room says where they are, who may use them and what frames them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import Blueprint, abort, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import LazyString, get_locale

from tracker.kernel.answers import attempt
from tracker.kernel.files import as_download, list_limit
from tracker.kernel.guards import guard
from tracker.kernel.history import Author
from tracker.kernel.imports import services
from tracker.kernel.imports.fields import ImportField
from tracker.kernel.imports.forms import PressForm, StartForm, UploadForm, chosen_columns, columns_form
from tracker.kernel.imports.models import ImportRun
from tracker.kernel.imports.runner import spec_of, table_of
from tracker.kernel.imports.services import Place
from tracker.kernel.imports.states import STATE_WORDS, ImportState

MEGABYTE = 1024 * 1024
PREVIEW = 10
REFUSED = 422


@dataclass(frozen=True, kw_only=True)
class ImportScreens:
    """The pages under `url` of `blueprint`, with endpoints `import_upload`, `import_columns`, `import_run` and so on.

    `load` takes URL parts and answers the subject, or several, within their parent, as for any guard. `place` makes of
    these where the import goes; `frame` what the layout needs (`contest`, `tab`, ...); `author` says who acts now;
    `fields` are described before a file is sent.
    """

    kind: str
    blueprint: Blueprint
    url: str
    permission: Any
    load: Callable[..., Any]
    place: Callable[..., Place]
    frame: Callable[..., dict[str, Any]]
    author: Callable[[], Author]
    title: str | LazyString
    back: Callable[..., str]
    fields: Sequence[ImportField]
    endpoint: str = field(default="import")

    def register(self) -> None:
        """Add the routes to the blueprint."""
        run = f"{self.url}/<id:import_id>"
        self._route("upload", self.url, self.upload, ["GET", "POST"])
        self._route("columns", f"{run}/columns", self.columns, ["GET", "POST"])
        self._route("run", run, self.show, ["GET"])
        self._route("start", f"{run}/start", self.start, ["POST"])
        self._route("stop", f"{run}/stop", self.stop, ["POST"])
        self._route("undo", f"{run}/undo", self.undo, ["POST"])
        self._route("errors", f"{run}/errors.csv", self.errors, ["GET"])
        self._route("progress", f"{run}/progress.json", self.progress, ["GET"])

    def upload(self, *subjects: Any) -> ResponseReturnValue:
        """Send a file; the imports before it."""
        form = UploadForm()
        if form.validate_on_submit():
            sent = form.file.data
            _ok, run = attempt(form, lambda: services.upload(
                self.kind, self.place(*subjects), sent.stream, sent.filename, self.author(),
                language=str(get_locale() or "en"), content_length=sent.content_length or None,
            ))  # fmt: skip
            if run:
                return redirect(self._url("columns", run.id))
        return self._page(
            "imports/upload.html", subjects, form=form, earlier=services.recent_imports(self.kind, self.place(*subjects)),
            fields=self.fields, limit=list_limit() // MEGABYTE,
        )  # fmt: skip

    def columns(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """Confirm the columns."""
        run = self._run(subjects, import_id)
        spec = spec_of(run)
        table = table_of(run, spec)
        form = columns_form(run, spec, table)
        if form.validate_on_submit():
            ok, _nothing = attempt(form, lambda: services.choose_columns(run, chosen_columns(form), self.author()))
            if ok:
                return redirect(self._url("run", run.id))
        return self._page(
            "imports/columns.html", subjects, form=form, run=run, table=table, preview=table.preview(PREVIEW), fields=spec.fields,
            earlier=services.earlier_import(run),
        )  # fmt: skip

    def show(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """Where the import stands."""
        run = self._run(subjects, import_id)
        if run.state == ImportState.UPLOADED:
            return redirect(self._url("columns", run.id))
        return self._show(subjects, run, StartForm())

    def start(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """Save the checked rows."""
        run = self._run(subjects, import_id)
        form = StartForm()
        return self._do(subjects, run, form, lambda: services.start(run, self.author(), only_good_rows=form.only_good_rows.data))

    def stop(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """Stop before anything is saved."""
        run = self._run(subjects, import_id)
        return self._do(subjects, run, PressForm(), lambda: services.stop(run, self.author()))

    def undo(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """Take the import back."""
        run = self._run(subjects, import_id)
        return self._do(subjects, run, PressForm(), lambda: services.undo(run, self.author()))

    def errors(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """The rejected rows, as a file to mend."""
        run = self._run(subjects, import_id)
        if run.errors_file is None:
            abort(404)
        return as_download(run.errors_file)

    def progress(self, *subjects: Any, import_id: int) -> ResponseReturnValue:
        """How far the work is."""
        run = self._run(subjects, import_id)
        return jsonify(state=run.state, working=run.is_working, done=run.progress_done, total=run.progress_total)

    def _do(self, subjects: tuple[Any, ...], run: ImportRun, form: Any, act: Callable[[], object]) -> ResponseReturnValue:
        if form.validate_on_submit():
            ok, _nothing = attempt(form, act)
            if ok:
                return redirect(self._url("run", run.id))
        return self._show(subjects, run, form)

    def _show(self, subjects: tuple[Any, ...], run: ImportRun, form: Any) -> ResponseReturnValue:
        earlier = services.earlier_import(run) if run.state == ImportState.CHECKED else None
        stays = services.why_it_stays(run)
        return self._page("imports/run.html", subjects, run=run, form=form, earlier=earlier, stays=stays, press=PressForm())

    def _page(self, template: str, subjects: tuple[Any, ...], **context: Any) -> ResponseReturnValue:
        page = render_template(
            template, import_title=self.title, state_words=STATE_WORDS, import_url=self._url,
            back_url=self.back(*subjects), **self.frame(*subjects), **context,
        )  # fmt: skip
        return page, REFUSED if request.method == "POST" else 200

    def _run(self, subjects: tuple[Any, ...], import_id: int) -> ImportRun:
        return services.find_run(self.kind, self.place(*subjects), import_id) or abort(404)

    def _url(self, name: str, import_id: int | None = None) -> str:
        parts = {key: value for key, value in (request.view_args or {}).items() if key != "import_id"}
        if import_id is not None:
            parts["import_id"] = import_id
        return url_for(f"{self.blueprint.name}.{self.endpoint}_{name}", **parts)

    def _route(self, name: str, url: str, view: Callable[..., ResponseReturnValue], methods: list[str]) -> None:
        guarded = guard(self.permission, self.load)(view)
        self.blueprint.add_url_rule(url, f"{self.endpoint}_{name}", guarded, methods=methods)
