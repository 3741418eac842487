import { type Context, Hono } from "hono";
import { html } from "hono/html";
import { Failure } from "../../errors.ts";
import { heldDownload } from "../access/held-stream.ts";
import type { StudioDeps } from "../deps.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf, wholeNumber } from "../issue/issue-page.ts";
import { sentUpload } from "../upload.ts";
import { readAnswers } from "./import-answers.ts";
import { IMPORT_PATH, runMain, sendMain } from "./import-page.ts";
import { type ImportRun, importRuns } from "./import-runs.ts";
import { peoplePage } from "./people-page.ts";

/** /studio/people/import: a file or pasted rows, read at first without changing anything. A reload only looks. */
export function importRoutes(deps: StudioDeps): Hono {
	const runs = importRuns(deps);
	const { formKey } = deps.tokens;
	const title = "Import subscribers";
	const urlOf = ({ id }: ImportRun) => `${IMPORT_PATH}/${id}`;
	const app = new Hono();

	const page = (c: Context, run: ImportRun, failure: Failure | null = null) =>
		peoplePage(deps, title, runMain(run, failure, tokenField(c, formKey)));

	app.get(IMPORT_PATH, (c) =>
		c.html(
			peoplePage(
				deps,
				title,
				sendMain(new URLSearchParams(), "", null, tokenField(c, formKey)),
			),
		),
	);
	app.post(IMPORT_PATH, async (c) => {
		const { fields, files } = await sentUpload(c);
		const pasted = fields.get("rows") ?? "";
		try {
			// A browser sends an empty file where none was chosen.
			const file = files.find(
				({ field, bytes, name }) =>
					field === "file" && (bytes.length > 0 || name !== ""),
			);
			if (!file && pasted.trim() === "")
				throw new Failure("empty-file", "Choose a file, or paste some rows.");
			if (file && pasted.trim() !== "")
				throw new Failure(
					"two-files",
					"Choose a file or paste rows, but not both: only one can be read.",
				);
			const run = runs.begin(
				file?.bytes ?? Buffer.from(pasted),
				file?.name ?? "",
				answersIn(fields),
				readAnswers(fields),
			);
			return c.redirect(urlOf(run), 303);
		} catch (error) {
			const main = sendMain(
				fields,
				pasted,
				explained(error),
				tokenField(c, formKey),
			);
			return c.html(peoplePage(deps, title, main), 400);
		}
	});
	app.get(`${IMPORT_PATH}/:run`, (c) => {
		const run = runs.of(c.req.param("run"));
		return run ? c.html(page(c, run)) : c.html(forgotten(deps), 404);
	});
	app.get(`${IMPORT_PATH}/:run/refused.csv`, (c) => {
		const run = runs.of(c.req.param("run"));
		const refused = run?.found.refused;
		if (!refused) return c.html(forgotten(deps), 404);
		// The name of a file may say that its people left: it must stay in the name.
		const name = `refused rows of ${run.fileName || "pasted rows"}`;
		const fileName = `${name.replace(/\.\w{1,4}$/, "")}.csv`;
		const headers = {
			"content-type": "text/csv; charset=utf-8",
			"content-disposition": `attachment; filename="refused-rows.csv"; filename*=UTF-8''${extValue(fileName)}`,
		};
		return heldDownload(c, deps, headers, () => refused.csv());
	});
	/** Does what a form of a run asks; a refusal shows the run as it is now. */
	const on = (
		step: "check" | "start",
		act: (run: ImportRun, form: URLSearchParams) => void,
	) =>
		app.post(`${IMPORT_PATH}/:run/${step}`, async (c) => {
			const run = runs.of(c.req.param("run") ?? "");
			if (!run) return c.html(forgotten(deps), 404);
			try {
				act(run, await formOf(c));
				return c.redirect(urlOf(run), 303);
			} catch (error) {
				return c.html(page(c, run, explained(error)), 409);
			}
		});
	on("check", (run, form) =>
		runs.check(run, answersIn(form), readAnswers(form)),
	);
	on("start", (run, form) =>
		runs.start(run, wholeNumber(form.get("version")) ?? -1),
	);
	return app;
}

/** A file name as a header's parameter has it (RFC 8187, 3.2.1). */
function extValue(name: string): string {
	return encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

/** What a form says of the file, without the file: addresses are kept once. */
function answersIn(form: URLSearchParams): URLSearchParams {
	return new URLSearchParams(
		[...form].filter(([name]) => name !== "rows" && name !== "token"),
	);
}

function forgotten(deps: StudioDeps) {
	return peoplePage(
		deps,
		"No such import",
		html`<section class="card blank"><h1>This import is not known any more</h1><p>Files are forgotten after an hour, and when the server is started again. Import the same file again: no row is imported twice. <a href="/studio/log">The log</a> says what it did until then. <a href="${IMPORT_PATH}">Import a file</a></p></section>`,
	);
}
