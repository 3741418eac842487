import { TemplateError } from "../../issue/renderer.ts";
import { readerSlots } from "../merge/slots.ts";
import { DIGEST_ELEMENTS } from "./elements/all.ts";
import type { MarkupElement } from "./parse-template.ts";
import { PLACEHOLDER, placeholders } from "./placeholders.ts";
import { LISTS, type ScopeName } from "./scope.ts";

const elements = new Map<string, (typeof DIGEST_ELEMENTS)[number]>(
	DIGEST_ELEMENTS.map((element) => [element.name, element]),
);
/** Elements in which placeholders are filled in. */
const FILLED = new Set(["mj-title", "mj-preview", "vd-text"]);
/** Elements that hold other elements. MJML would silently drop text in them. */
const HOLDERS = new Set([
	"mjml",
	"mj-head",
	"mj-body",
	...DIGEST_ELEMENTS.filter((element) => element.holds !== "html").map(
		(element) => element.name,
	),
]);

/** Attributes that hold an address, so that only a url may be in them. */
const ADDRESSES = new Set(["href"]);

/**
 * Checks what MJML can't: that each placeholder and slot exists and is where it
 * can be filled in, also in lists that are empty this week.
 *
 * @throws TemplateError
 */
export function checkTemplate(file: string, root: MarkupElement): void {
	const [only, ...more] = root.children.filter(
		(child) => "name" in child || child.text.trim() !== "",
	);
	if (!only || !("name" in only) || only.name !== "mjml" || more.length > 0)
		throw new TemplateError(
			file,
			(more[0] ?? only ?? root).line,
			"a template must be one <mjml> element and nothing else",
		);
	visit(only, new Set<ScopeName>(["issue"]), false);

	function visit(
		element: MarkupElement,
		known: Set<ScopeName>,
		fills: boolean,
	) {
		const own = elements.get(element.name);
		if (own && !known.has(own.needs))
			throw new TemplateError(
				file,
				element.line,
				`<${element.name}> needs a ${own.needs} to draw: put it inside <vd-each of="${listsOf(own.needs)}">`,
			);
		for (const name of own?.required ?? [])
			if (!element.attributes.some((attribute) => attribute.name === name))
				throw new TemplateError(
					file,
					element.line,
					`<${element.name}> needs the attribute ${name}`,
				);
		const fillsHere = fills || FILLED.has(element.name);
		const opaque = element.name === "mj-style" || element.name === "style";
		for (const { name, value, line } of element.attributes)
			checkValue(
				value,
				line,
				known,
				fillsHere || element.name === "vd-section",
				ADDRESSES.has(name),
			);
		const inner = new Set([...known, ...listed(file, element)]);
		for (const child of element.children)
			if ("text" in child) {
				if (HOLDERS.has(element.name)) noText(element, child);
				if (!opaque) checkText(child.text, child.line, inner, fillsHere);
			} else visit(child, inner, fillsHere);
	}

	function noText(
		holder: MarkupElement,
		{ text, line }: { text: string; line: number },
	) {
		const blank = /^\s*/.exec(text)?.[0] ?? "";
		if (blank.length < text.length)
			throw new TemplateError(
				file,
				line + blank.split("\n").length - 1,
				`text can't be directly in <${holder.name}>: put it inside <vd-text>`,
			);
	}

	/** Text may have several lines. Each mark is reported with its own line. */
	function checkText(
		text: string,
		line: number,
		known: Set<ScopeName>,
		fills: boolean,
	) {
		text.split("\n").forEach((row, index) => {
			checkValue(row, line + index, known, fills, false);
		});
	}

	function checkValue(
		value: string,
		line: number,
		known: Set<ScopeName>,
		fills: boolean,
		address: boolean,
	) {
		for (const [mark, name = ""] of value.matchAll(PLACEHOLDER)) {
			const it = Object.hasOwn(placeholders, name) && placeholders[name];
			if (!it) throw noSuch(line, "placeholder", mark, placeholders);
			if (!fills)
				throw new TemplateError(
					file,
					line,
					`${mark} is not filled in here: placeholders work inside <vd-text>, in a section's title, in mj-title and in mj-preview`,
				);
			if (!known.has(it.needs))
				throw new TemplateError(
					file,
					line,
					`${mark} needs a ${it.needs}: put it inside <vd-each of="${listsOf(it.needs)}">`,
				);
			whole(line, mark, it.kind === "url", address, value);
		}
		for (const [mark, name = ""] of value.matchAll(
			/%%slot:([^%\s]*)(?:%%)?/g,
		)) {
			const isUrl = Object.hasOwn(readerSlots.url, name);
			if (
				(!isUrl && !Object.hasOwn(readerSlots.text, name)) ||
				!mark.endsWith("%%")
			)
				throw noSuch(line, "slot", mark, {
					...readerSlots.text,
					...readerSlots.url,
				});
			if (!fills)
				throw new TemplateError(
					file,
					line,
					`${mark} is not filled in here: slots work inside <vd-text>`,
				);
			whole(line, mark, isUrl, address, value);
		}
	}

	function whole(
		line: number,
		mark: string,
		isUrl: boolean,
		address: boolean,
		value: string,
	) {
		if (isUrl && address && value === mark) return;
		if (!isUrl && !address) return;
		throw new TemplateError(
			file,
			line,
			isUrl
				? `${mark} is an address: write href="${mark}"`
				: `${mark} is text, not an address`,
		);
	}

	function noSuch(
		line: number,
		kind: string,
		mark: string,
		known: Record<string, unknown>,
	) {
		return new TemplateError(
			file,
			line,
			`there is no ${kind} ${mark}; there are ${Object.keys(known).join(", ")}`,
		);
	}
}

/** What a `<vd-each of="…">` lists, for the elements in it. */
function listed(file: string, element: MarkupElement): ScopeName[] {
	if (element.name !== "vd-each") return [];
	const of = element.attributes.find(({ name }) => name === "of")?.value ?? "";
	const scope = Object.hasOwn(LISTS, of) ? LISTS[of] : undefined;
	if (scope) return [scope];
	throw new TemplateError(
		file,
		element.line,
		`there is no list “${of}”; there are ${Object.keys(LISTS).join(", ")}`,
	);
}

function listsOf(scope: ScopeName): string {
	return Object.keys(LISTS)
		.filter((list) => LISTS[list] === scope)
		.join("|");
}
