import { beforeAll, describe, expect, test } from "vitest";
import type {
	IssueContent,
	ToolContent,
} from "../../src/issue/content/content.ts";
import { withoutMarks } from "../../src/issue/content/marks.ts";
import { readMail } from "../../src/mail/read-mail.ts";
import { checkMessage } from "../../src/preflight/check-message.ts";
import {
	type MarkedCopy,
	parseCopy,
} from "../../src/preflight/rendered-copy.ts";
import { sampleReader } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import { bytesOf, cleanParts, expected, issue, type Parts } from "./planted.ts";

/*
 * Defects in a week whose prose and names say the same as the facts: a check that
 * looks for words anywhere in a part would find them there, and be content.
 */

const [one, two] = issue.leads;
const [brief] = issue.briefs;
if (!one || !two || !brief) throw new Error("the sample has fewer comparisons");

const prose =
	"Free at $10 for 75% of teams, 82 points, 100% undefined, {{name}}, *|FNAME|*. Ship or skip? Ship.";
const named = (tool: ToolContent, name: string, slug: string): ToolContent => ({
	...tool,
	name,
	slug,
	tagline: prose,
	pricing: "Free",
	entryPrice: "$10",
	reviews: tool.reviews.map((review) => ({ ...review, body: prose })),
	community: { share: 75, ship: null, skip: null },
});
const comparison = (
	from: typeof one,
	left: ToolContent,
	right: ToolContent,
): typeof one => ({
	...from,
	left,
	right,
	title: `${left.name} vs ${right.name}`,
	slug: `${left.slug}-vs-${right.slug}`,
	url: `https://digest.example.com/c/${left.slug}-vs-${right.slug}`,
});
const copilot = named(one.left, "Copilot", "copilot");
const github = named(one.right, "GitHub Copilot", "github-copilot");
const ship = named(two.left, "Ship or Skip", "ship-or-skip");
const pro = named(two.right, "Copilot Pro", "copilot-pro");

const content: IssueContent = {
	...issue,
	leads: [comparison(one, copilot, github), comparison(two, ship, pro)],
	briefs: [comparison(brief, { ...copilot }, { ...pro })],
	voted: [],
};

/** The mark at the end of a text. */
const CLOSE = "\u{2FFFE}";

let marked: MarkedCopy;
let clean: Parts;
beforeAll(async () => {
	const all = await renderer.compileMarked(content);
	const { cohort, html, text } = all.copy(sampleReader);
	marked = { html, text, texts: all.texts.get(cohort) ?? [] };
	clean = { ...(await cleanParts()), html, text };
});

async function found(parts: Parts): Promise<string[]> {
	const raw = bytesOf(parts);
	const copy = parseCopy(
		{ who: "a reader", real: true, reader: sampleReader, raw },
		await readMail(raw),
		{ ...marked, html: parts.html, text: parts.text ?? "" },
	);
	expect(copy.texts).not.toBeNull();
	return checkMessage(copy, { ...expected, content }).map(
		({ level, code, place }) => `${level} ${code} | ${place}`,
	);
}

test("such a week has no finding that blocks, and no warning but for its size", async () => {
	expect((await found(clean)).filter((one) => !/-large/.test(one))).toEqual([]);
});

/** In the HTML part, from the heading of the first comparison in full. */
function inLead(change: (html: string) => string) {
	return (parts: Parts): Parts => {
		const at = parts.html.indexOf('<div class="lead">');
		return {
			...parts,
			html: parts.html.slice(0, at) + change(parts.html.slice(at)),
		};
	};
}
const inHtml = (change: (html: string) => string) => (parts: Parts) => ({
	...parts,
	html: change(parts.html),
});
const inText = (change: (text: string) => string) => (parts: Parts) => ({
	...parts,
	text: change(parts.text ?? ""),
});
const aboveLead = (piece: string) =>
	inHtml((html) => html.replace("<h2", () => `${piece}<h2`));
/** Changes the texts of one path that the marks name. */
const at = (html: string, text: string, to: string) =>
	html.replaceAll(`\u{1FFFF}${text}${CLOSE}`, `\u{1FFFF}${to}${CLOSE}`);
const unsubscribe = sampleReader.unsubscribeUrl ?? "";

describe("among prose that says the same, preflight reports", () => {
	test.each<[name: string, code: RegExp, plant: (parts: Parts) => Parts]>([
		[
			"a price that differs",
			/^block price-differs \| HTML part/,
			inHtml((html) => at(html, "Free", "$5")),
		],
		[
			"a price that differs in the text part",
			/^block price-differs \| text part/,
			inText((text) => at(text, "$10", "$20")),
		],
		[
			"a price of a comparison in brief that differs",
			/^block price-differs \| text part/,
			inText((text) =>
				text.replace(/(In full|IN BRIEF)[\s\S]*/, (rest) =>
					at(rest, "$10", "$11"),
				),
			),
		],
		[
			"a score that differs",
			/^block score-differs \| HTML part/,
			inLead((html) => html.replace(/>82</g, ">28<")),
		],
		[
			"a score that differs in the text part",
			/^block score-differs \| text part/,
			inText((text) => text.replace(/\b82\/100/g, "28/100")),
		],
		[
			"a share that differs",
			/^block share-differs \| HTML part/,
			inLead((html) =>
				html.replace(/100%/g, (_, index, whole) =>
					whole[index - 1] === '"' ? "100%" : "10%",
				),
			),
		],
		[
			"a missing comparison whose names are within other names",
			/^block comparison-missing \| HTML part/,
			inHtml((html) => at(html, "Copilot", "Cursor")),
		],
		[
			"a missing summary",
			/^block summary-missing/,
			inHtml((html) => html.replaceAll(one.summary, "")),
		],
		[
			"a verdict that differs on a tool whose name has both verdicts",
			/^block verdict-differs \| HTML/,
			inHtml((html) =>
				html.replace(
					new RegExp(`Ship or Skip${CLOSE}(?:</bdi>)?</a>.*?</tr>`),
					(row) => row.replace("× Skip", "+ Ship"),
				),
			),
		],
		[
			"a verdict that differs in the text part",
			/^block verdict-differs \| text part/,
			inText((text) =>
				text.replace(/× Skip( +25% +[^\n]*Ship or Skip)/, "+ Ship$1"),
			),
		],
		[
			"a placeholder that a review has, too",
			/^block slot-left \| HTML part/,
			aboveLead("<p>Hello {{name}}</p>"),
		],
		[
			"a missing value that a review names, too",
			/^block value-missing \| HTML part/,
			aboveLead("<p>undefined</p>"),
		],
		[
			"a merge tag in an attribute",
			/^block slot-left \| HTML attributes/,
			aboveLead('<p title="*|FNAME|*">Words</p>'),
		],
		[
			"a placeholder in a comment",
			/^block slot-left \| HTML comments/,
			aboveLead("<!--[if mso]>{{name}}<![endif]-->"),
		],
		[
			"a hidden link to unsubscribe",
			/^block unsubscribe-missing \| HTML part/,
			inHtml((html) =>
				html.replaceAll(
					`<a href="${unsubscribe}"`,
					`<a style="display:none" href="${unsubscribe}"`,
				),
			),
		],
		[
			"a link to unsubscribe without words",
			/^block unsubscribe-missing \| HTML part/,
			inHtml((html) =>
				html.replace(
					new RegExp(`(<a href="${unsubscribe}"[^>]*>)[^<]*`, "g"),
					"$1",
				),
			),
		],
		[
			"a picture that only Outlook loads",
			/^block picture-fetched/,
			aboveLead(
				'<!--[if mso]><img src="https://t.example.com/a.png" width="80" height="80"><![endif]-->',
			),
		],
		[
			"a background that is no url()",
			/^block style-fetches/,
			aboveLead(
				`<p style="background-image:image-set('https://t.example.com/a.png' 1x)">Words</p>`,
			),
		],
		[
			"a style sheet of another server",
			/^block style-fetches/,
			inHtml((html) =>
				html.replace(
					"</style>",
					'@import "https://t.example.com/a.css";</style>',
				),
			),
		],
		[
			"a comparison without a link in the text part",
			/^block link-missing \| text part/,
			inText((text) => text.replaceAll(content.leads[0]?.url ?? "", "")),
		],
	])("%s", async (_, code, plant) => {
		const spoilt = plant(clean);
		expect(withoutMarks(spoilt.html + spoilt.text)).not.toBe(
			withoutMarks(clean.html + clean.text),
		);
		expect(await found(spoilt)).toEqual(
			expect.arrayContaining([expect.stringMatching(code)]),
		);
	});
});
