import { type Finding, some } from "../finding.ts";

/** How a message was shown: a width, a colour scheme, and whether its style sheet was there. */
export interface Showing {
	width: number;
	scheme: "light" | "dark";
	styled: boolean;
}

/** What was measured of a message on a page. Elements are described for people: `<td class="card"> “Ship 75%”`. */
export interface Look {
	showing: Showing;
	overflowing: string[];
	brokenWords: string[];
	/** Rows whose cells stand under each other. */
	stacked: string[];
	/** Narrower or lower than 24 CSS pixels, and too near another target. */
	smallTargets: string[];
	/** Text below 13 CSS pixels. */
	smallText: string[];
	/** Text with too little contrast to its ground (WCAG 2.2, 1.4.3), and its ratio. */
	faint: { text: string; ratio: number }[];
	axe: AxeViolation[];
}

export interface AxeViolation {
	rule: string;
	help: string;
	nodes: string[];
}

/** What a browser saw of one message in all showings. */
export interface Sight {
	looks: Look[];
	/** Addresses that the page asked for by itself. */
	requests: string[];
}

/** Below this nobody sees that there is text. */
const INVISIBLE = 1.5;

export function judgeSight({ looks, requests }: Sight): Finding[] {
	const found: Finding[] = [];
	const gather = (
		level: Finding["level"],
		code: string,
		pick: (look: Look) => string[],
		what: (things: string) => string,
		mend: string,
	) => {
		const hit = looks.filter((look) => pick(look).length > 0);
		if (hit.length === 0) return;
		found.push({
			level,
			code,
			place: hit.map(({ showing }) => shown(showing)).join(", "),
			what: what(some(hit.flatMap(pick))),
			mend,
		});
	};
	gather(
		"block",
		"overflow",
		({ showing, overflowing }) => (showing.styled ? overflowing : []),
		(things) => `Something is wider than its place: ${things}.`,
		"Let tables be 100% wide with table-layout fixed, and long words break.",
	);
	gather(
		"warn",
		"overflow-unstyled",
		({ showing, overflowing }) => (showing.styled ? [] : overflowing),
		(things) =>
			`Where a mail program drops the style sheet, something is wider than its place: ${things}.`,
		"Say inline what keeps it narrow.",
	);
	gather(
		"warn",
		"word-broken",
		({ brokenWords }) => brokenWords,
		(things) => `Words are broken over lines: ${things}.`,
		"Give the column more room, or use a shorter word.",
	);
	gather(
		"block",
		"cells-stacked",
		({ stacked }) => stacked,
		(things) =>
			`Cells that stand beside each other have fallen under each other: ${things}.`,
		"Take display:block off the cells: two tools stay side by side at every width.",
	);
	gather(
		"warn",
		"target-small",
		({ smallTargets }) => smallTargets,
		(things) => `Hard to hit with a finger, less than 24 pixels: ${things}.`,
		"Give the link more padding, or more room to its neighbours.",
	);
	gather(
		"warn",
		"text-small",
		({ smallText }) => smallText,
		(things) => `Text is smaller than 13 pixels: ${things}.`,
		"Set it in 13 pixels or more.",
	);
	gather(
		"block",
		"text-invisible",
		({ faint }) =>
			faint.filter(({ ratio }) => ratio < INVISIBLE).map(({ text }) => text),
		(things) => `Text can't be told from its ground: ${things}.`,
		"Set colour and background together, in light and in dark (theme.ts, weekly-dark.css).",
	);
	gather(
		"block",
		"contrast",
		({ faint }) =>
			faint
				.filter(({ ratio }) => ratio >= INVISIBLE)
				.map(({ text, ratio }) => `${text} ${ratio}:1`),
		(things) => `Text is too faint: ${things}.`,
		"Choose a palette with 4.5:1 or more (theme.ts).",
	);
	for (const { rule, help } of rulesOf(looks))
		gather(
			"block",
			`axe:${rule}`,
			({ axe }) =>
				axe.filter((one) => one.rule === rule).flatMap(({ nodes }) => nodes),
			(things) => `${help}: ${things}.`,
			`Mend the template; what the rule wants: https://dequeuniversity.com/rules/axe/latest/${rule}`,
		);
	if (requests.length > 0)
		found.push({
			level: "block",
			code: "request-made",
			place: "HTML",
			what: `Opening it asks for ${some(requests)}.`,
			mend: "Take it out: a mail must be whole without asking anybody, and nobody is watched while they read.",
		});
	return found;
}

function rulesOf(looks: readonly Look[]): AxeViolation[] {
	const rules = new Map(
		looks.flatMap(({ axe }) => axe.map((one) => [one.rule, one])),
	);
	return [...rules.values()];
}

function shown({ width, scheme, styled }: Showing): string {
	return `${width} px ${styled ? scheme : "without styles"}`;
}
