import { readFileSync } from "node:fs";
import { join } from "node:path";
import postcss from "postcss";
import { type Finding, some } from "../finding.ts";
import type { Facts, Specimen } from "../rendered-copy.ts";
import { checkFetched } from "./check-fetched.ts";
import { elementsOf, named, whereIs } from "./dom.ts";
import type { Element } from "./html-tree.ts";

/**
 * What a message may use of HTML and CSS: looked up once for the mail programs
 * that people read with, and written down in mail-features.json. Whatever is
 * not in it must be looked up before it goes out.
 */
export interface Features {
	elements: readonly string[];
	attributes: readonly string[];
	properties: readonly string[];
	atRules: readonly string[];
	media: readonly string[];
	selectors: readonly string[];
}

export const ALLOWED: Features = JSON.parse(
	readFileSync(join(import.meta.dirname, "mail-features.json"), "utf8"),
);

/** Elements that no mail program runs, and spam filters count. */
const NEVER = new Set(
	"applet audio base button embed form frame frameset iframe input link object script select svg textarea video".split(
		" ",
	),
);

export function checkFeatures(
	{ dom, mail }: Specimen,
	{ logo }: Pick<Facts, "logo">,
): Finding[] {
	const elements = elementsOf(dom);
	const used = usedIn(elements, mail.html ?? "");
	const outside = (Object.keys(used) as (keyof Features)[]).flatMap((kind) => {
		const unknown = [...used[kind]].filter(
			(one) => !ALLOWED[kind].includes(one) && !NEVER.has(one),
		);
		return unknown.length === 0
			? []
			: [
					{
						level: "warn",
						code: "feature-outside-list",
						place: `HTML, ${TITLES[kind]}`,
						what: `Mail programs may not know ${some(unknown, 6)}.`,
						mend: "Do without, or look it up on caniemail.com and add it to src/preflight/checks/mail-features.json.",
					} as const,
				];
	});
	return [
		...outside,
		...elements
			.filter(({ name }) => NEVER.has(name))
			.map((one) => never(dom, one)),
		...named(dom, "meta")
			.filter(({ attribs }) => /^refresh$/i.test(attribs["http-equiv"] ?? ""))
			.map((one) => never(dom, one)),
		...elements
			.filter(({ attribs }) =>
				Object.keys(attribs).some((name) => /^on[a-z]+$/.test(name)),
			)
			.map((one) => never(dom, one)),
		...checkFetched(
			dom,
			elements.filter(({ name }) => !NEVER.has(name)),
			mail.html ?? "",
			logo,
		),
	];
}

const TITLES: Record<keyof Features, string> = {
	elements: "elements",
	attributes: "attributes",
	properties: "CSS properties",
	atRules: "CSS at-rules",
	media: "CSS media queries",
	selectors: "CSS selectors",
};

/** Everything of HTML and CSS that a message uses, in the words of the list. */
export function usedIn(
	elements: readonly Element[],
	html: string,
): Record<keyof Features, Set<string>> {
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
	const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/gi)].map(
		([, css = ""]) => css,
	);
	const inline = elements.map(({ attribs }) => `x{${attribs.style ?? ""}}`);
	for (const css of [...sheets, ...new Set(inline)]) {
		const root = parse(css);
		// An inline style is one rule's, whatever it holds.
		if (root === null || (css.startsWith("x{") && root.nodes.length !== 1)) {
			used.properties.add("(what no CSS parser can read)");
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

function parse(css: string) {
	try {
		return postcss.parse(css);
	} catch {
		return null;
	}
}

function never(dom: Specimen["dom"], element: Element): Finding {
	return {
		level: "block",
		code: `forbidden:${element.name}`,
		place: whereIs(dom, element),
		what: `A mail must not hold <${element.name}> so: mail programs drop it, and filters take it for an attack.`,
		mend: "Take it out, and link to a page that has it.",
	};
}
