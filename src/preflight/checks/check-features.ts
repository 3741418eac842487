import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { checkRemoteContent } from "./check-remote-content.ts";
import { describePlace, elementsNamed, elementsOf } from "./dom.ts";
import {
	conditionalDocuments,
	type HtmlDocument,
	type HtmlElement,
} from "./html-tree.ts";
import { styleSheetsOf } from "./style-sheets.ts";

/**
 * The HTML and CSS that a message may use, in mail-features.json. Each entry
 * was looked up for the common mail programs; anything else must be looked up
 * before it is used.
 */
interface MailFeatures {
	elements: readonly string[];
	attributes: readonly string[];
	properties: readonly string[];
	atRules: readonly string[];
	media: readonly string[];
	selectors: readonly string[];
}

const ALLOWED: MailFeatures = JSON.parse(
	readFileSync(join(import.meta.dirname, "mail-features.json"), "utf8"),
);

/** Elements that mail programs drop and spam filters count against a message. */
const FORBIDDEN = new Set(
	"applet audio base button embed form frame frameset iframe input link object script select svg textarea video".split(
		" ",
	),
);

export function checkFeatures(
	{ dom }: RenderedCopy,
	{ logo }: Pick<Expected, "logo">,
): Finding[] {
	const elements = elementsOf(dom);
	const used = usedFeatures(elements);
	const notAllowed = (Object.keys(used) as (keyof MailFeatures)[]).flatMap(
		(kind) => {
			const unknown = [...used[kind]].filter(
				(one) => !ALLOWED[kind].includes(one) && !FORBIDDEN.has(one),
			);
			return unknown.length === 0
				? []
				: [
						{
							level: "warn",
							code: "feature-outside-list",
							place: `HTML, ${TITLES[kind]}`,
							what: `Some mail programs may not support ${quoteList(unknown, 6)}.`,
							fix: "Remove it, or look it up on caniemail.com and add it to src/preflight/checks/mail-features.json.",
						} as const,
					];
		},
	);
	return [
		...notAllowed,
		...[dom, ...conditionalDocuments(dom)].flatMap((one) =>
			forbiddenIn(one, logo),
		),
	];
}

/** What no message may have, in the document or in what Outlook reads of a conditional comment. */
function forbiddenIn(dom: HtmlDocument, logo: Expected["logo"]): Finding[] {
	const elements = elementsOf(dom);
	return [
		...elements
			.filter(({ name }) => FORBIDDEN.has(name))
			.map((one) => forbidden(dom, one)),
		...elementsNamed(dom, "meta")
			.filter(({ attribs }) =>
				/^\s*refresh\s*$/i.test(attribs["http-equiv"] ?? ""),
			)
			.map((one) => forbidden(dom, one)),
		...elements
			.filter(({ attribs }) =>
				Object.keys(attribs).some((name) => /^on[a-z]+$/.test(name)),
			)
			.map((one) => forbidden(dom, one)),
		...checkRemoteContent(
			dom,
			elements.filter(({ name }) => !FORBIDDEN.has(name)),
			logo,
		),
	];
}

const TITLES: Record<keyof MailFeatures, string> = {
	elements: "elements",
	attributes: "attributes",
	properties: "CSS properties",
	atRules: "CSS at-rules",
	media: "CSS media queries",
	selectors: "CSS selectors",
};

/** All HTML and CSS that a message uses, by the names in mail-features.json. */
function usedFeatures(
	elements: readonly HtmlElement[],
): Record<keyof MailFeatures, Set<string>> {
	const used = {
		elements: new Set(elements.map(({ name }) => name)),
		attributes: new Set(
			elements.flatMap(({ attribs }) => Object.keys(attribs)),
		),
		properties: new Set<string>(),
		atRules: new Set<string>(),
		media: new Set<string>(),
		selectors: new Set<string>(),
	};
	for (const { root } of styleSheetsOf(elements)) {
		if (root === null) {
			used.properties.add("(CSS that cannot be parsed)");
			continue;
		}
		root.walkDecls(({ prop }) => {
			used.properties.add(prop.toLowerCase());
		});
		root.walkAtRules(({ name, params }) => {
			used.atRules.add(name.toLowerCase());
			for (const [, feature = ""] of params.matchAll(/\(\s*([\w-]+)/g))
				used.media.add(feature);
		});
		root.walkRules(({ selector }) => {
			for (const [pseudo] of selector.matchAll(/::?[\w-]+|\[[\w-]+|[>+~*]/g))
				used.selectors.add(pseudo);
		});
	}
	return used;
}

function forbidden(dom: HtmlDocument, element: HtmlElement): Finding {
	return {
		level: "block",
		code: `forbidden:${element.name}`,
		place: describePlace(dom, element),
		what: `A message must not contain <${element.name}> like this: mail programs drop it, and filters take it for an attack.`,
		fix: "Remove it, and link to a page that has it.",
	};
}
