import type { IssueContent } from "../../src/issue/content/content.ts";
import type { OpenIssue } from "../../src/issue/renderer.ts";
import { LENSES } from "../../src/render/lens.ts";
import { fullReader, sampleEnvelope } from "../../templates/samples.ts";
import { issueOf } from "../render/issues.ts";
import { renderer } from "../render/sample.ts";
import type { Measurement } from "./measurement.ts";

const KB = 1_000;
/** Words of each of the eight reviews of a full comparison. */
const WORDS = 90;

/** The size of a message for a reader with twenty bookmarks, with the lens that makes it largest. */
export async function messageSizes(): Promise<Measurement[]> {
	const three = withoutRest(issueOf({ words: WORDS, briefs: 0 }));
	const two = { ...three, leads: three.leads.slice(0, 2) };
	const week = issueOf({ words: WORDS, briefs: 9 });
	const opened = {
		three: await open(three),
		two: await open(two),
		week: await open(week),
	};
	const readers = LENSES.flatMap((lens) =>
		(["full", "brief"] as const).map((format) => ({
			...fullReader,
			lens,
			format,
		})),
	);
	const html = (issue: OpenIssue) =>
		Math.max(...readers.map((one) => Buffer.byteLength(issue.html(one))));
	const text = (issue: OpenIssue) =>
		Math.max(...readers.map((one) => Buffer.byteLength(issue.text(one))));
	return [
		size(
			"the HTML of 3 full comparisons with 20 bookmarks",
			html(opened.three),
			60,
		),
		size(
			"the HTML of one more full comparison",
			html(opened.three) - html(opened.two),
			13,
		),
		size("the HTML of a week of 12 comparisons", html(opened.week), 95),
		size(
			"the text of 3 full comparisons with 20 bookmarks",
			text(opened.three),
			12,
		),
		requests(readers.map((one) => opened.week.html(one))),
	];
}

function withoutRest(issue: IssueContent): IssueContent {
	return { ...issue, more: [], moreUnlisted: 0 };
}

async function open(issue: IssueContent): Promise<OpenIssue> {
	return renderer.open(await renderer.compile(issue), sampleEnvelope);
}

function size(name: string, bytes: number, limit: number): Measurement {
	return {
		name,
		value: bytes / KB,
		unit: "KB",
		peer: "the limit",
		peerValue: limit,
		ratio: bytes / KB / limit,
		target: `at most ${limit} KB`,
		pass: bytes <= limit * KB,
	};
}

/** What a mail program would fetch by itself. */
const FETCHED = /\s(?:src|srcset|background|poster)=|<link\b|url\(|@import/g;

function requests(messages: readonly string[]): Measurement {
	const value = Math.max(
		...messages.map((html) => (html.match(FETCHED) ?? []).length),
	);
	return {
		name: "what a mail program fetches when a message is opened",
		value,
		unit: "requests",
		peer: "the limit",
		peerValue: 0,
		ratio: value,
		target: "none",
		pass: value === 0,
	};
}
