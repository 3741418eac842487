import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { html } from "hono/html";
import { describeError } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import type { StudioDeps } from "../deps.ts";
import type { Html } from "../layout.ts";

/** How many lines are shown before and after the one at fault. */
const AROUND = 5;

/** Why a mail can't be shown. */
export function explain(
	error: unknown,
	{ templatesDir }: Pick<StudioDeps, "templatesDir">,
): Html | Promise<Html> {
	return error instanceof TemplateError
		? brokenTemplate(error, templatesDir)
		: brokenPage(describeError(error));
}

/** What is wrong with a template and where, in its own words and lines. */
async function brokenTemplate(
	error: TemplateError,
	templatesDir: string,
): Promise<Html> {
	const where =
		error.line === null ? error.file : `${error.file}:${error.line}`;
	return html`<section class="broken" id="broken" data-part role="alert">
<h1>A template can’t be rendered</h1>
<p class="where"><code>${where}</code></p>
<p class="what">${error.what}</p>
${await excerpt(error, templatesDir)}
<p class="note">Save a fix and this page comes back by itself.</p>
</section>`;
}

/** Nothing where the file can't be read: the message still says what it is called. */
async function excerpt(
	{ file, line }: TemplateError,
	templatesDir: string,
): Promise<Html | ""> {
	if (line === null) return "";
	const source = await readFile(resolve(templatesDir, file), "utf8").catch(
		() => null,
	);
	if (source === null) return "";
	const first = Math.max(1, line - AROUND);
	const lines = source.split(/\r?\n/).slice(first - 1, line + AROUND);
	return html`<ol class="code" start="${first}">
${lines.map((text, index) =>
	first + index === line
		? html`<li value="${line}" aria-current="true"><code>${text}</code></li>`
		: html`<li value="${first + index}"><code>${text}</code></li>`,
)}
</ol>`;
}

/** Any other defect: one sentence, and no stack trace. */
export function brokenPage(message: string): Html {
	return html`<section class="broken" id="broken" data-part role="alert">
<h1>This page can’t be shown</h1>
<p class="what">${message}</p>
<p class="note">It tries again by itself when a template or the issue changes.</p>
</section>`;
}
