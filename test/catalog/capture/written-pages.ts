import fc from "fast-check";
import type { ReviewFacts, ToolFacts } from "../../../src/catalog/facts.ts";
import { REVIEWERS } from "../../../src/catalog/panel.ts";

/* Pages written from generated facts, in the layouts in which pages are saved. */

export type WrittenTool = Omit<ToolFacts, "slug" | "statedShare"> & {
	statedShare: number;
};
export interface PageFacts {
	left: WrittenTool;
	right: WrittenTool;
}

/** Every choice a browser, an editor or the site may make. */
export interface Layout {
	form: "full" | "reduced";
	table: "lines" | "tabs" | "no-break tabs";
	thousands: string;
	head: "same line" | "below" | "above" | "in brackets";
	marks: readonly [string, string];
	/** Columns; null: not wrapped. */
	wrap: number | null;
	breakHyphens: boolean;
	eol: string;
	shareInLine: boolean;
	links: boolean;
	badges: readonly string[];
	/** Between the last review and the footer. */
	below: readonly string[];
	header: boolean;
	footer: boolean;
	softHyphens: boolean;
}

const word = fc.stringMatching(/^[a-z]{2,11}$/);
const titled = word.map((one) => one.charAt(0).toUpperCase() + one.slice(1));
const inner = fc.oneof(
	{ weight: 12, arbitrary: word },
	{
		weight: 1,
		arbitrary: fc.constantFrom(
			"it’s",
			"don't",
			"side-by-side",
			"open-source",
			"— and",
			"(mostly)",
			"1,204",
			"3/4",
			"Hub",
			"AI",
			"8%",
		),
	},
);
const sentence = fc
	.tuple(
		titled,
		fc.array(inner, { minLength: 2, maxLength: 14 }),
		fc.constantFrom(".", ".", ".", "!", "?"),
	)
	.map(([first, rest, end]) => `${[first, ...rest].join(" ")}${end}`);
const prose = (max: number) =>
	fc
		.array(sentence, { minLength: 1, maxLength: max })
		.map((all) => all.join(" "));
const phrase = (max: number) =>
	fc
		.tuple(titled, fc.array(word, { minLength: 2, maxLength: max }))
		.map(([first, rest]) => [first, ...rest].join(" "));
const name = fc
	.tuple(
		titled,
		fc.constantFrom("", " (24B)", " 3 Small", "-4.1", " & Söhne", "’s Desk"),
	)
	.map((parts) => parts.join(""));

const votes = fc.integer({ min: 0, max: 3_000_000 });
const review = (
	reviewer: ReviewFacts["reviewer"],
	scored: boolean,
	paragraphs: boolean,
) =>
	fc.record<ReviewFacts>({
		reviewer: fc.constant(reviewer),
		score: scored ? fc.integer({ min: 0, max: 100 }) : fc.constant(null),
		verdict: scored ? fc.constantFrom("ship", "skip") : fc.constant(null),
		body: fc.oneof(
			{ weight: 9, arbitrary: prose(6) },
			{
				weight: paragraphs ? 1 : 0,
				arbitrary: fc.tuple(prose(2), prose(2)).map((all) => all.join("\n\n")),
			},
		),
		quote: fc.constant(null),
	});

const tool = (
	full: boolean,
	left: boolean,
	paragraphs: boolean,
): fc.Arbitrary<WrittenTool> =>
	fc.record({
		name: name.map((one) => (left ? `L${one}` : `R${one}`)),
		// A page has none.
		shortName: fc.constant(""),
		tagline: phrase(12),
		category: fc.constantFrom("Developer Tools", "AI", "Design & Video"),
		pricing: full ? phrase(18) : fc.constant(""),
		entryPrice: fc.constantFrom("Free", "$20/mo", "€1,200 a year"),
		bestFor: full ? fc.oneof(phrase(18), fc.constant("")) : fc.constant(""),
		description: prose(4),
		statedShare: fc.constantFrom(0, 25, 50, 75, 100),
		community: full
			? fc.record({ ship: votes, skip: votes, share: fc.constant(null) })
			: fc.record({
					ship: fc.constant(null),
					skip: fc.constant(null),
					share: fc.option(fc.integer({ min: 0, max: 100 })),
				}),
		reviews: fc.tuple(
			...REVIEWERS.map((one) => review(one, full, paragraphs)),
		) as fc.Arbitrary<ReviewFacts[]>,
	});

/** @param paragraphs whether a review may have two */
export const pageFacts = (
	form: Layout["form"],
	paragraphs: boolean,
): fc.Arbitrary<PageFacts> =>
	fc.record({
		left: tool(form === "full", true, paragraphs),
		right: tool(form === "full", false, paragraphs),
	});

export const MARKS: readonly (readonly [string, string])[] = [
	["“", "”"],
	['"', '"'],
	["'", "'"],
	["‘", "’"],
	["«", "»"],
	["»", "«"],
	["„", "“"],
	["‚", "‘"],
	["‹", "›"],
	["”", "”"],
	["「", "」"],
	["", ""],
];
export const THOUSANDS = [
	"",
	",",
	".",
	" ",
	"\u00a0",
	"\u202f",
	"\u2009",
	"'",
	"’",
	"Indian",
];

/** Lines of the site that may follow the last review. */
const BELOW = [
	"Share",
	"Copy link",
	"Load more",
	"Related comparisons",
	"Quillhut vs Inkpot",
	"Sign in to vote on these tools.",
	"Advertisement",
	"Your email address",
	"Try Gluepot, the kind editor",
	"Buy one pot of glue, and get one free.",
];

export const layout = (form: Layout["form"]): fc.Arbitrary<Layout> =>
	fc.record<Layout>({
		form: fc.constant(form),
		table: fc.constantFrom("lines", "tabs", "no-break tabs"),
		thousands: fc.constantFrom(...THOUSANDS),
		head: fc.constantFrom("same line", "below", "above", "in brackets"),
		marks: fc.constantFrom(...MARKS),
		wrap: fc.constantFrom(null, null, 64, 72, 76, 80, 100),
		breakHyphens: fc.boolean(),
		eol: fc.constantFrom("\n", "\r\n", "\r", "\u00a0 \r\n"),
		shareInLine: fc.boolean(),
		links: fc.boolean(),
		badges: fc.subarray([
			"New",
			"Editor’s pick",
			"Split decision",
			"Updated 3 days ago",
			"Updated Nov 12, 2026",
		]),
		below: fc.subarray(BELOW),
		header: fc.boolean(),
		footer: fc.boolean(),
		softHyphens: fc.boolean(),
	});

/** The page as browsers save it most often. */
export const PLAIN: Layout = {
	form: "full",
	table: "lines",
	thousands: ",",
	head: "same line",
	marks: ["", ""],
	wrap: null,
	breakHyphens: false,
	eol: "\n",
	shareInLine: false,
	links: false,
	badges: [],
	below: [],
	header: false,
	footer: true,
	softHyphens: false,
};
export const REDUCED: Layout = { ...PLAIN, form: "reduced", marks: ["“", "”"] };

/** The page as text. */
export function writePage(facts: PageFacts, as: Layout): string {
	const { left, right } = facts;
	const shown = (text: string) =>
		as.softHyphens ? `${text.slice(0, 2)}\u00ad${text.slice(2)}\u200b` : text;
	const title = `${left.name} vs ${right.name}`;
	const between = as.form === "full" ? "\n\n" : "\n";
	const blocks: string[][] = [];
	const add = (...lines: string[]) => blocks.push(lines);
	if (as.header) add("Skip to content", "Home", "Compare", "Log in");
	if (as.form === "full") add(`Compare/${title}`);
	add("AI tool comparison");
	add(title);
	add(
		"Which one should you ship with? Here is the side-by-side panel verdict, pricing read, reviewer split, and community vote comparison.",
	);
	if (as.links)
		for (const one of ["Jump to", left.name, right.name, "Decision", "Reviews"])
			add(one);
	for (const tool of [left, right]) {
		const [first, ...others] = as.badges;
		if (as.form === "full") add(tool.name.charAt(0));
		if (first) add(first);
		add(tool.category);
		add(shown(tool.name));
		add(tool.tagline);
		for (const badge of others) add(badge);
		if (as.form === "full") add(tool.statedShare >= 50 ? "Ship" : "Skip");
		const share = `${tool.statedShare}%`;
		if (as.shareInLine) add(`${share} Panel ship`);
		else {
			add(share);
			add("Panel ship");
		}
		if (as.form === "reduced")
			add(tool.community.share === null ? "—" : `${tool.community.share}%`);
		add("Community");
		add(tool.entryPrice);
		add("Entry");
		add(tool.description);
	}
	if (as.form === "full") addTable(blocks, facts, as);
	add("Reviewer scorecard");
	for (const [at, reviewer] of REVIEWERS.entries())
		for (const tool of [left, right]) {
			const one = tool.reviews[at];
			if (!one) continue;
			const body = `${as.marks[0]}${one.body}${as.marks[1]}`;
			if (as.form === "full") {
				const name = reviewer.charAt(0).toUpperCase() + reviewer.slice(1);
				const head = headLines(one, as.head);
				if (tool === left) blocks.push([name, ...(head[0] ?? [])]);
				else blocks.push(head[0] ?? []);
				blocks.push(...head.slice(1));
			}
			for (const paragraph of body.split("\n\n")) add(paragraph);
		}
	for (const one of as.below) add(one);
	if (as.footer)
		for (const one of [
			"Weekly AI Tool Verdicts",
			"Get the next comparison in your inbox",
		])
			add(one);
	return blocks
		.map((block) => block.map((line) => wrapped(line, as)).join("\n"))
		.join(between)
		.replaceAll("\n", as.eol);
}

function headLines(review: ReviewFacts, head: Layout["head"]): string[][] {
	const [score, verdict] = [`${review.score}/100`, review.verdict ?? ""];
	if (head === "below") return [[score], [verdict]];
	if (head === "above") return [[verdict], [score]];
	return [
		[
			head === "in brackets"
				? `${score} (${verdict})`
				: `${score} · ${verdict}`,
		],
	];
}

function addTable(blocks: string[][], { left, right }: PageFacts, as: Layout) {
	const cell = (text: string) => (as.table === "lines" ? text || "—" : text);
	const count = ({ community }: WrittenTool) =>
		`${grouped(community.ship ?? 0, as.thousands)} ship / ${grouped(community.skip ?? 0, as.thousands)} skip`;
	const panel = ({ statedShare }: WrittenTool) =>
		`${statedShare >= 50 ? "Ship" : "Skip"} · ${statedShare / 25} ship / ${4 - statedShare / 25} skip`;
	const rows = [
		["Decision", left.name, right.name],
		["Panel verdict", panel(left), panel(right)],
		["Community", count(left), count(right)],
		["Pricing", left.pricing, right.pricing],
		["Best for", cell(left.bestFor), cell(right.bestFor)],
		["Category", left.category, right.category],
	];
	const tab = as.table === "tabs" ? "\t" : " \u00a0\t";
	blocks.push(
		as.table === "lines" ? rows.flat() : rows.map((row) => row.join(tab)),
	);
}

function grouped(count: number, separator: string): string {
	const digits = String(count);
	if (separator !== "Indian")
		return digits.replace(/\B(?=(?:\d{3})+$)/g, separator);
	return digits.replace(/\B(?=(?:\d{2})*\d{3}$)/g, ",");
}

/** Greedy, as every program wraps; a line with tabs stays. */
function wrapped(line: string, { wrap, breakHyphens }: Layout): string {
	if (wrap === null || line.includes("\t")) return line;
	const pieces = line.split(
		breakHyphens ? /(?<= )|(?<=[a-z]-)(?=[a-z])/ : /(?<= )/,
	);
	const lines: string[] = [""];
	for (const piece of pieces) {
		const open = lines.at(-1) ?? "";
		if (open !== "" && (open + piece).trimEnd().length > wrap)
			lines.push(piece);
		else lines[lines.length - 1] = open + piece;
	}
	return lines.map((one) => one.trimEnd()).join("\n");
}
