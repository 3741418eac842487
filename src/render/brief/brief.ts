import { createElement, type FunctionComponent } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Theme } from "../../../templates/theme.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { isolateNames } from "../isolation.ts";
import { safeUrl } from "../mail-html.ts";
import { bookmarkSlots, readerSlots } from "../merge/slots.ts";
import { singleLine } from "../single-line.ts";
import { withEarlierWords } from "../templates/earlier-names.ts";
import type { TemplateModule } from "../templates/load-template.ts";
import { BRIEF } from "../templates/template-files.ts";
import type { BriefData } from "./brief-data.ts";
import { withOutlookTable } from "./outlook-table.ts";

interface BriefProps {
	issue: BriefData;
	theme: Theme;
}

/**
 * Renders the brief digest by React, with its slots left open. The template
 * writes slots as weekly.mjml does. With templates/parts/slots.tsx it marks what
 * only some readers get and what repeats for each bookmark.
 *
 * @throws TemplateError when the module exports no component, or one that can't
 *   be rendered, or whose marks are wrong
 */
export function renderBrief(
	module: TemplateModule,
	issue: BriefData,
	theme: Theme,
): CompiledPart {
	const component = module.exports.default;
	if (!isComponent(component))
		throw new TemplateError(
			module.file,
			null,
			"it must export a component by default",
		);
	const { footer, dir } = theme;
	const wording = withEarlierWords(theme.wording);
	const props = {
		issue: unmarked(isolateNames(dir, issue)),
		theme: { ...theme, ...unmarked({ wording, footer }) },
	};
	try {
		return partOf(
			`<!doctype html>\n${withOutlookTable(renderToStaticMarkup(createElement(component, props)), theme)}\n`,
		);
	} catch (error) {
		throw module.blame(error);
	}
}

function isComponent(value: unknown): value is FunctionComponent<BriefProps> {
	return typeof value === "function";
}

/** Replaces the per cent signs of the content until the marks have been read, so that content is never taken for a mark. */
const PERCENT = "\u0003";

/** Content without marks, line breaks or control characters, its urls checked and encoded. */
function unmarked<T>(value: T, key?: string): T;
function unmarked(value: unknown, key = ""): unknown {
	if (typeof value === "string") {
		const text = key === "url" || LINKS.has(key) ? safeUrl(value) : value;
		return singleLine(text).replaceAll("%", PERCENT);
	}
	if (Array.isArray(value)) return value.map((one) => unmarked(one));
	if (typeof value === "object" && value !== null)
		return Object.fromEntries(
			Object.entries(value).map(([name, one]) => [name, unmarked(one, name)]),
		);
	return value;
}

/** The names of `BriefData.links`. */
const LINKS = new Set(["home", "issue", "subscribe"]);

const MARK = /%%(slot:[^%\s]+|when:[^%\s]+|each:[a-z]+|end)%%/;

/** Moves the pieces between `%%when:…%%` or `%%each:…%%` and `%%end%%` into partials. */
function partOf(markup: string): CompiledPart {
	const partials: Record<string, string> = {};
	const open: { kind: string; body: string }[] = [{ kind: "", body: "" }];
	markup.split(MARK).forEach((piece, index) => {
		const here = open.at(-1);
		if (!here) throw fault("there is one %%end%% too many");
		if (index % 2 === 0) here.body += piece;
		else if (piece.startsWith("slot:")) {
			checkPlace(piece.slice("slot:".length), here.body);
			here.body += `%%${piece}%%`;
		} else if (piece !== "end") open.push({ kind: piece, body: "" });
		else {
			open.pop();
			const name = `${here.kind}:${Object.keys(partials).length + 1}`;
			partials[name] = withPercentSigns(here.body);
			const outer = open.at(-1);
			if (!outer) throw fault("there is one %%end%% too many");
			outer.body += `%%slot:${name}%%`;
		}
	});
	const [body, ...left] = open;
	if (!body || left.length > 0) throw fault("a %%when:…%% is never ended");
	return { body: withPercentSigns(body.body), partials };
}

/** A url must be the beginning of an href, and text between tags: a name must never become an address. */
function checkPlace(name: string, before: string): void {
	const isUrl =
		Object.hasOwn(readerSlots.url, name) ||
		Object.hasOwn(bookmarkSlots.url, name);
	const inTag = before.lastIndexOf("<") > before.lastIndexOf(">");
	if (isUrl ? !before.endsWith(' href="') : inTag)
		throw fault(
			isUrl
				? `%%slot:${name}%% is an address: write href={slot("${name}")}`
				: `%%slot:${name}%% is text, not an attribute`,
		);
}

function withPercentSigns(markup: string): string {
	return markup.replaceAll(PERCENT, "&#37;");
}

function fault(message: string): TemplateError {
	return new TemplateError(BRIEF, null, message);
}
