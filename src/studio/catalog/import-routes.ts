import { type Context, Hono } from "hono";
import { Failure } from "../../errors.ts";
import { instantOf } from "../../time/clock.ts";
import type { StudioDeps } from "../deps.ts";
import { choiceOf } from "../form-fields.ts";
import { tokenField } from "../form-token.ts";
import { explained, formOf } from "../issue/issue-page.ts";
import { type Markup, studioPage } from "../layout.ts";
import type { Upload } from "../multipart.ts";
import { sentUpload } from "../upload.ts";
import { importDrafts, type SentInput } from "./import-drafts.ts";
import {
	draftPage,
	importForm,
	PASTED_KINDS,
	problemsCsv,
	type TypedImport,
} from "./import-page.ts";

const PAGE = "/studio/import";

/** /studio/import: what `digest import` does, with a dry run before. */
export function importRoutes(deps: StudioDeps): Hono {
	const drafts = importDrafts(deps);
	const page = (title: string, main: Markup) =>
		studioPage({
			title,
			menu: "catalog",
			publication: deps.config.publication,
			versions: {},
			main,
		});
	const form = (c: Context, typed: TypedImport, alert: string | null) =>
		page(
			"Import",
			importForm(typed, alert, tokenField(c, deps.tokens.formKey)),
		);
	const app = new Hono();
	app.get(PAGE, (c) => {
		const draft = drafts.get(c.req.query("again") ?? "");
		return c.html(
			form(
				c,
				{
					text: draft?.sent.pasted?.text ?? "",
					kind: draft?.sent.pasted?.name ?? "",
					publishedAt: draft?.sent.publishedAt ?? "",
				},
				null,
			),
		);
	});
	app.post(PAGE, async (c) => {
		const upload = await sentUpload(c);
		try {
			const { id } = await drafts.add(inputOf(upload));
			return c.redirect(`${PAGE}/${id}`, 303);
		} catch (error) {
			const of = (field: string) => upload.fields.get(field) ?? "";
			const typed = {
				text: of("text"),
				kind: of("kind"),
				publishedAt: of("publishedAt"),
			};
			return c.html(form(c, typed, explained(error).message), 422);
		}
	});
	app.get(`${PAGE}/:id`, (c) => shown(c, 200));
	app.get(`${PAGE}/:id/problems.csv`, (c) => {
		const draft = drafts.get(c.req.param("id"));
		if (!draft) return shown(c, 200);
		c.header("content-type", "text/csv; charset=utf-8");
		c.header("content-disposition", 'attachment; filename="problems.csv"');
		return c.body(problemsCsv(draft));
	});
	app.post(`${PAGE}/:id`, async (c) => {
		const id = c.req.param("id");
		const sent = (await formOf(c)).get("shown") ?? "";
		if (await drafts.run(id, sent)) return c.redirect(`${PAGE}/${id}`, 303);
		return shown(c, 409);
	});

	function shown(c: Context, status: 200 | 409) {
		const draft = drafts.get(c.req.param("id") ?? "");
		if (!draft)
			return c.html(
				form(
					c,
					{ text: "", kind: "", publishedAt: "" },
					"What you sent in is not kept any more: the studio was started again, or ten others came after it. Nothing of it was imported that its page did not say. Send it again.",
				),
				404,
			);
		return c.html(
			page(
				"Import",
				draftPage(
					deps.config,
					draft,
					status === 409
						? "The catalog has changed since. Nothing was imported. This is what the import would do now: look at it, and import it then."
						: null,
					tokenField(c, deps.tokens.formKey),
				),
			),
			status,
		);
	}
	return app;
}

/** @throws Failure `bad-instant`, `no-input`, `two-inputs` */
function inputOf({ fields, files }: Upload): SentInput {
	const typed = (fields.get("publishedAt") ?? "").trim();
	const publishedAt = typed === "" ? null : instantOf(typed);
	if (typed !== "" && publishedAt === null)
		throw new Failure(
			"bad-instant",
			"The publication time must be a date and time with an offset or Z, such as 2026-11-24T09:00:00Z.",
		);
	// A browser sends line ends as CR LF (HTML, 4.10.21.4).
	const text = (fields.get("text") ?? "").replace(/\r\n?/g, "\n");
	if (text.trim() === "") return { files, pasted: null, publishedAt };
	if (files.length > 0)
		throw new Failure(
			"two-inputs",
			"There is a file and a pasted text. Send one of them at a time.",
		);
	const name =
		choiceOf(fields, "kind", Object.keys(PASTED_KINDS)) ?? "pasted.txt";
	return {
		files: [{ name, bytes: Buffer.from(text) }],
		pasted: { name, text },
		publishedAt,
	};
}
