import type { Finding } from "../../issue/preflight-report.ts";
import { quoteList } from "../finding.ts";
import type { Viewport } from "../viewports.ts";

/** What the browser measured of one message. */
export interface BrowserMeasurements {
	views: ViewMeasurements[];
	/** URLs that the page requested by itself. */
	requests: string[];
}

/** What was measured in one viewport. Elements are described for people: `<td.card> Ship 75%`. */
export interface ViewMeasurements {
	viewport: Viewport;
	/** Wider than the space they have. */
	overflowing: string[];
	brokenWords: string[];
	/** Cells of one row that are shown one below the other. */
	stacked: string[];
	/** Links less than 24 CSS pixels wide or high that are too near to another link. */
	smallTargets: string[];
	/** Text below 13 CSS pixels. */
	smallText: string[];
	/** Text with too little contrast to its background (WCAG 2.2, 1.4.3), and the ratio. */
	faint: { text: string; ratio: number }[];
	axe: AxeViolation[];
}

export interface AxeViolation {
	rule: string;
	help: string;
	nodes: string[];
}

/** Below this contrast ratio nobody sees that there is text. */
const INVISIBLE = 1.5;

/** Problems that are found in the same way: list them in each viewport, report where there are any. */
interface VisualCheck {
	level: Finding["level"];
	code: string;
	problems(view: ViewMeasurements): string[];
	what(problems: string): string;
	fix: string;
}

const CHECKS: readonly VisualCheck[] = [
	{
		level: "block",
		code: "overflow",
		problems: ({ viewport, overflowing }) =>
			viewport.styled ? overflowing : [],
		what: (problems) => `Wider than the space there is: ${problems}.`,
		fix: "Make tables 100% wide with table-layout: fixed, and let long words break.",
	},
	{
		level: "warn",
		code: "overflow-unstyled",
		problems: ({ viewport, overflowing }) =>
			viewport.styled ? [] : overflowing,
		what: (problems) =>
			`In mail programs that drop the style sheet, wider than the space there is: ${problems}.`,
		fix: "Limit the width in an inline style.",
	},
	{
		level: "warn",
		code: "word-broken",
		problems: ({ brokenWords }) => brokenWords,
		what: (problems) => `Words are broken over two lines: ${problems}.`,
		fix: "Make the column wider, or use a shorter word.",
	},
	{
		level: "block",
		code: "cells-stacked",
		problems: ({ stacked }) => stacked,
		what: (problems) =>
			`Cells of one row are shown one below the other: ${problems}.`,
		fix: "Remove display:block from the cells: two tools stay side by side at every width.",
	},
	{
		level: "warn",
		code: "target-small",
		problems: ({ smallTargets }) => smallTargets,
		what: (problems) =>
			`Links are hard to hit with a finger, less than 24 pixels: ${problems}.`,
		fix: "Give the link more padding, or more space around it.",
	},
	{
		level: "warn",
		code: "text-small",
		problems: ({ smallText }) => smallText,
		what: (problems) => `Text is smaller than 13 pixels: ${problems}.`,
		fix: "Use 13 pixels or more.",
	},
	{
		level: "block",
		code: "text-invisible",
		problems: ({ faint }) =>
			faint.filter(({ ratio }) => ratio < INVISIBLE).map(({ text }) => text),
		what: (problems) =>
			`Text has almost the same colour as its background: ${problems}.`,
		fix: "Set text and background colour together, for light and for dark (theme.ts, weekly-dark.css).",
	},
	{
		level: "block",
		code: "contrast",
		problems: ({ faint }) =>
			faint
				.filter(({ ratio }) => ratio >= INVISIBLE)
				.map(({ text, ratio }) => `${text} ${ratio}:1`),
		what: (problems) => `Text has too little contrast: ${problems}.`,
		fix: "Choose colours with a contrast of 4.5:1 or more (theme.ts).",
	},
];

/** What is wrong with the message as the browser showed it. */
export function browserFindings({
	views,
	requests,
}: BrowserMeasurements): Finding[] {
	const found = [...CHECKS, ...axeChecks(views)].flatMap((check) =>
		findingOf(check, views),
	);
	if (requests.length > 0)
		found.push({
			level: "block",
			code: "request-made",
			place: "HTML",
			what: `Opening the message requests ${quoteList(requests)}.`,
			fix: "Remove it: a message must be complete without any request, because each request shows somebody that it is being read.",
		});
	return found;
}

function axeChecks(views: readonly ViewMeasurements[]): VisualCheck[] {
	const helpByRule = new Map(
		views.flatMap(({ axe }) => axe.map(({ rule, help }) => [rule, help])),
	);
	return [...helpByRule].map(([rule, help]) => ({
		level: "block",
		code: `axe:${rule}`,
		problems: ({ axe }) =>
			axe.filter((one) => one.rule === rule).flatMap(({ nodes }) => nodes),
		what: (problems) => `${help}: ${problems}.`,
		fix: `Fix the template. The rule: https://dequeuniversity.com/rules/axe/latest/${rule}`,
	}));
}

function findingOf(
	{ level, code, problems, what, fix }: VisualCheck,
	views: readonly ViewMeasurements[],
): Finding[] {
	const failed = views.filter((view) => problems(view).length > 0);
	if (failed.length === 0) return [];
	return [
		{
			level,
			code,
			place: failed.map(({ viewport }) => describe(viewport)).join(", "),
			what: what(quoteList(failed.flatMap(problems))),
			fix,
		},
	];
}

function describe({ width, scheme, styled }: Viewport): string {
	return `${width} px ${styled ? scheme : "without styles"}`;
}
