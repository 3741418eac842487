import { onePriceOf, pricesOf } from "../../catalog/prices.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { visibleText } from "../checks/dom.ts";
import { finding, quoteList } from "../finding.ts";
import type { Expected, RenderedCopy } from "../rendered-copy.ts";
import { callsOfBrief, type PlacedCall } from "./brief-calls.ts";
import { misplaced } from "./misplaced.ts";
import { missingNumbers } from "./missing-numbers.ts";
import {
	isShown,
	type PlacedText,
	partsOf,
	placedTexts,
	squeezed,
} from "./placed-text.ts";
import {
	sharedAndOther,
	type ToldTogether,
	toldTogether,
} from "./told-together.ts";

/** A text that a part must show, by its last key in the content. */
const KINDS: Record<string, string> = {
	name: "name",
	summary: "summary",
	sentence: "sentence",
	line: "sentence",
	pricing: "price",
	entryPrice: "price",
	figure: "figure",
};

/**
 * Both parts show the texts of the content, unchanged, where the templates put
 * them: names, summaries and prices, and the scores and shares of a comparison in
 * full. What the templates must say of any issue is proven once, by a made-up
 * issue (prove-templates.ts); this check compares the content of this one.
 */
export function checkContent(
	copy: RenderedCopy,
	{ content }: Expected,
): Finding[] {
	const comparisons = [...content.leads, ...content.briefs];
	if (copy.texts === null)
		return [unplaced(), ...missingNames(copy, comparisons)];
	const together = toldTogether(content);
	const calls = callsOfBrief(content, together);
	return partsOf(copy).flatMap(({ part, pieces }) => {
		const placed = placedTexts(pieces);
		const changed = placed.filter((one) => !isShown(one));
		return [
			...changed.map((one) => textDiffers(part, one)),
			...misplaced(part, placed, content, together),
			...comparisons.flatMap((comparison, index) =>
				checkComparison(
					copy,
					part,
					placed,
					comparison,
					index,
					content.leads,
					together,
					calls,
				),
			),
			...(copy.reader.format === "full"
				? content.leads.flatMap((lead, index) =>
						numbersOf(pieces, lead, `leads.${index}.`, together).map(
							({ kind, numbers }) => ({
								...missingText(part, kind, numbers, lead.title),
								code: `${kind}-differs`,
							}),
						),
					)
				: []),
		];
	});
}

/** The numbers that a part lacks of a lead, or of the tool that its group shares. */
function numbersOf(
	pieces: Parameters<typeof missingNumbers>[0],
	lead: ComparisonContent,
	prefix: string,
	together: ReadonlyMap<string, ToldTogether>,
) {
	const group = together.get(prefix);
	// The first of a group speaks for all of it.
	if (group?.members[0] === prefix) {
		const [shared] = sharedAndOther(group, lead);
		const own = [`${group.prefix}title`, `${group.prefix}summary`];
		const missing = missingNumbers(pieces, [shared], `${group.prefix}summary`, [
			...own,
			group.shared,
		]);
		if (missing.length > 0) return missing;
	}
	return missingNumbers(pieces, [lead.left, lead.right], `${prefix}summary`, [
		prefix,
	]);
}

/** Without marks only this is certain: what nowhere stands is missing. */
function missingNames(
	{ mail, dom }: RenderedCopy,
	comparisons: readonly ComparisonContent[],
): Finding[] {
	const parts = [
		["HTML part", squeezed(visibleText(dom)).toUpperCase()],
		["text part", squeezed(mail.text ?? "").toUpperCase()],
	] as const;
	return parts.flatMap(([part, words]) =>
		comparisons
			.filter(({ left, right }) =>
				[left, right].some(
					({ name }) => !words.includes(squeezed(name).toUpperCase()),
				),
			)
			.map(({ title }) => comparisonMissing(part, title)),
	);
}

function checkComparison(
	{ reader }: RenderedCopy,
	part: string,
	placed: readonly PlacedText[],
	comparison: ComparisonContent,
	index: number,
	leads: readonly ComparisonContent[],
	together: ReadonlyMap<string, ToldTogether>,
	calls: ReadonlyMap<string, PlacedCall>,
): Finding[] {
	const isLead = index < leads.length;
	const prefix =
		reader.format === "brief"
			? (calls.get(comparison.slug)?.prefix ?? "")
			: isLead
				? `leads.${index}.`
				: `briefs.${index - leads.length}.`;
	const own = placed.filter(({ path }) => path.startsWith(prefix));
	const { left, right, title, summary } = comparison;
	const missing = (
		kind: string,
		texts: readonly string[],
		among: readonly PlacedText[] = own,
	) => {
		const absent = texts.filter(
			(text) =>
				text.trim() !== "" &&
				!among.some((one) => squeezed(one.shown) === squeezed(text)),
		);
		return absent.length === 0 ? [] : [missingText(part, kind, absent, title)];
	};
	const group = reader.format === "full" ? together.get(prefix) : undefined;
	if (group) {
		const [shared, other] = sharedAndOther(group, comparison);
		const all = placed.filter(({ path }) =>
			group.members.some((member) => path.startsWith(member)),
		);
		const inFull = group.members.some((member) => member.startsWith("leads."));
		const isFirst = group.members.includes("leads.0.");
		const shows = (place: string) => placed.some(({ path }) => path === place);
		if (
			missing("name", [other.name]).length > 0 ||
			missing("name", [shared.name], all).length > 0
		)
			return [comparisonMissing(part, title)];
		return [
			...(shows(group.line) && shows(`${group.prefix}summary`)
				? []
				: missing("summary", [summary])),
			...missing("price", pricesToShow(shared, inFull, isFirst), all),
			...missing("price", [other.entryPrice]),
		];
	}
	const isFirst = prefix === "leads.0.";
	const names = missing("name", [left.name, right.name]);
	if (names.length > 0) return [comparisonMissing(part, title)];
	if (reader.format === "brief")
		return own.some(({ path }) => path.endsWith(".sentence"))
			? []
			: [missingText(part, "summary", [summary], title)];
	return [
		...missing("summary", [summary]),
		...missing(
			"price",
			[left, right].flatMap((tool) => pricesToShow(tool, isLead, isFirst)),
		),
	];
}

function pricesToShow(
	tool: ToolContent,
	isInFull: boolean,
	isFirst: boolean,
): readonly string[] {
	if (!isInFull) return [tool.entryPrice];
	return isFirst ? pricesOf(tool) : [onePriceOf(tool)];
}

function textDiffers(part: string, { path, text, shown }: PlacedText): Finding {
	const kind = KINDS[path.slice(path.lastIndexOf(".") + 1)] ?? "text";
	return finding(
		"block",
		`${kind}-differs`,
		part,
		`It says ${quoteList([shown])} where the issue has ${quoteList([text])}.`,
		"Fix the template: it must show each text of the issue as it is.",
	);
}

function missingText(
	part: string,
	kind: string,
	texts: readonly string[],
	title: string,
): Finding {
	return finding(
		"block",
		`${kind}-missing`,
		`${part}, “${title}”`,
		`It does not show the ${kind} ${quoteList(texts)}.`,
		`Fix the template: both parts must show each ${kind} of the issue as it is.`,
	);
}

function comparisonMissing(part: string, title: string): Finding {
	return finding(
		"block",
		"comparison-missing",
		part,
		`The comparison “${title}” is missing.`,
		"Fix the template of this part: the HTML part and the text part must have the same comparisons.",
	);
}

function unplaced(): Finding {
	return finding(
		"warn",
		"content-unplaced",
		"both parts",
		"The texts of the issue could not be compared one by one: a template computes with texts (it cuts them, or counts their letters), or other templates than those of today made the message.",
		"Compare the message with the issue yourself.",
	);
}
