import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { html } from "hono/html";
import { describeError } from "../../errors.ts";
import { TemplateError } from "../../issue/renderer.ts";
import type { Markup } from "../layout.ts";

/** How many lines are shown before and after the one with the mistake. */
const CONTEXT_LINES = 5;

/** Why a message can't be shown. */
export function explainError(
	error: unknown,
	templatesDir: string,
): Markup | Promise<Markup> {
	return error instanceof TemplateError
		? templateErrorCard(error, templatesDir)
		: errorCard(describeError(error));
}

async function templateErrorCard(
	error: TemplateError,
	templatesDir: string,
): Promise<Markup> {
	const place =
		error.line === null ? error.file : `${error.file}:${error.line}`;
	return html`<section class="broken" id="broken" data-part role="alert">
<h1>There is a mistake in a template</h1>
<p class="where"><code>${place}</code></p>
<p class="what">${error.what}</p>
${await excerpt(error, templatesDir)}
<p class="note">Fix and save the file: this page reloads by itself.</p>
</section>`;
}

/** The lines around the mistake; empty when the file can't be read. */
async function excerpt(
	{ file, line }: TemplateError,
	templatesDir: string,
): Promise<Markup | ""> {
	if (line === null) return "";
	const source = await readFile(resolve(templatesDir, file), "utf8").catch(
		() => null,
	);
	if (source === null) return "";
	const first = Math.max(1, line - CONTEXT_LINES);
	const lines = source.split(/\r?\n/).slice(first - 1, line + CONTEXT_LINES);
	return html`<ol class="code" start="${first}">
${lines.map((text, index) =>
	first + index === line
		? html`<li value="${line}" aria-current="true"><code>${text}</code></li>`
		: html`<li value="${first + index}"><code>${text}</code></li>`,
)}
</ol>`;
}

/** Any other error: one sentence without a stack trace. */
export function errorCard(message: string): Markup {
	return html`<section class="broken" id="broken" data-part role="alert">
<h1>This page can’t be shown</h1>
<p class="what">${message}</p>
<p class="note">It reloads by itself when a template or the issue changes.</p>
</section>`;
}
