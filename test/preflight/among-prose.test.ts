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
		const at = parts.html.indexOf('<div class="lead"');
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
const styled = (css: string) => (html: string) =>
	html.replace("</style>", () => `${css}</style>`);
/** Changes the link to unsubscribe: its attributes, its words. */
const leaving = (change: (attributes: string, words: string) => string) =>
	inHtml((html) =>
		html.replace(
			new RegExp(`<a( href="${unsubscribe}"[^>]*)>([^<]*)</a>`, "g"),
			(_, attributes, words) => change(attributes, words),
		),
	);
/** The link to unsubscribe in a class with this style. */
const quieter = (css: string) => (parts: Parts) =>
	inHtml(styled(css))(
		leaving(
			(attributes, words) => `<a class="quieter"${attributes}>${words}</a>`,
		)(parts),
	);

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
			"a score that differs beside a quote",
			/^block score-differs \| HTML part/,
			inLead((html) => html.replace(/ 82\/100/g, " 28/100")),
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

/** Ways to hide the link to unsubscribe that a browser obeys. */
const HIDING: readonly string[] = [
	"display:none",
	"display:none!important",
	"di\\73play:none",
	"display:/**/none",
	"visibility:hidden",
	"opacity:0",
	"opacity:.01",
	"max-height:0;overflow:hidden",
	"height:0",
	"width:0",
	"font-size:0",
	"font-size:1px",
	"font:0/0 a",
	"line-height:0",
	"position:absolute;left:-9999px",
	"position:absolute;top:-100em",
	"margin-left:-9999px",
	"text-indent:-9999px",
	"clip:rect(0,0,0,0)",
	"clip-path:inset(50%)",
	"transform:scale(0)",
	"-webkit-transform:scale(0,0)",
	"transform:translateX(-9999px)",
	"filter:opacity(0)",
	"color:transparent",
	"color:rgba(0,0,0,0)",
	"color:#fffdf7!important",
	"color:rgb(255, 253, 247)!important",
	"color:#0000",
	"-webkit-text-fill-color:transparent",
	"pointer-events:none",
];
const REPORTED = expect.arrayContaining([
	expect.stringMatching(/^block unsubscribe-missing \| HTML part/),
]);

describe("preflight reports a link to unsubscribe that is hidden by", () => {
	test.each(HIDING)(
		"%s in its style, in a rule, and around it",
		async (css) => {
			const inline = leaving(
				(attributes, words) => `<a style="${css}"${attributes}>${words}</a>`,
			)(clean);
			expect(await found(inline)).toEqual(REPORTED);
			expect(await found(quieter(`.quieter{${css}}`)(clean))).toEqual(REPORTED);
		},
	);

	test.each([
		"@media (max-width:480px){.quieter{display:none!important}}",
		"@media (prefers-color-scheme:dark){a.quieter{visibility:hidden}}",
		"@supports (color:red){@media screen{.quieter{opacity:0}}}",
		"[data-ogsc] .quieter{display:none}",
		"}.quieter{display:none}",
		".quieter{display:none}p{",
		".never,.foot > p > .quieter{display:none}",
		".foot{p{.quieter{display:none}}}",
		".foot a{display:none}",
		".foot p{display:none}",
		".qui\\65ter{display:none}",
		`a[href*="/unsubscribe/"]{display:none}`,
		"a:not(.other):hover{opacity:0}",
		"a + a{display:none}",
		":is(.quieter,.other){display:none}",
		".foot p{font-size:0}.foot p a{font-size:1em}",
	])("the rule %s", async (css) => {
		expect(await found(quieter(css)(clean))).toEqual(REPORTED);
	});

	test.each([
		"template",
		"noscript",
		"details",
		"textarea",
		"div hidden",
		"div style='display:none'",
	])("<%s> around it", async (tag) => {
		const around = leaving(
			(attributes, words) =>
				`<${tag}><a${attributes}>${words}</a></${tag.split(" ")[0]}>`,
		)(clean);
		expect(await found(around)).toEqual(REPORTED);
	});

	test.each([
		"\u2060",
		"\u200B\u00AD\uFEFF",
		"\u3164",
		"\u2800",
		"&nbsp;",
		".",
	])("words that nobody sees: %j", async (words) => {
		expect(
			await found(
				leaving((attributes) => `<a${attributes}>${words}</a>`)(clean),
			),
		).toEqual(REPORTED);
	});

	test("a rule that only Outlook reads", async () => {
		const parts = quieter("")(clean);
		const css =
			"<!--[if mso]><style>.quieter{mso-hide:all}</style><![endif]-->";
		expect(await found(aboveLead(css)(parts))).toEqual(REPORTED);
	});

	test("a class of the element within it", async () => {
		const within = leaving(
			(attributes, words) =>
				`<a${attributes}><span class="quieter">${words}</span></a>`,
		);
		expect(
			await found(within(inHtml(styled(".quieter{display:none}"))(clean))),
		).toEqual(REPORTED);
	});
});

test.each([
	".other{display:none}",
	".foot > a{display:none}",
	".quieter::before{display:none}",
	".quieter .other{display:none}",
	"a[href^='tel:']{display:none}",
	"a:not(.quieter){display:none}",
	"html > .quieter{opacity:0}",
	".quieter{opacity:.7;height:20px;width:100%;max-width:0;min-width:100%}",
	".quieter{color:#1b1916;margin:-2px 0 0;line-height:1.2;clip:auto;transform:none}",
	".foot{font-size:0}.foot p{font-size:13px}",
	".quieter{font:bold 12px/1 sans-serif}",
	".quieter{font:400 0.8em sans-serif}",
	"@media (max-width:480px){.quieter{display:block;text-indent:0}}",
	"a{color:#fffdf7}.foot a.quieter{color:#000}",
	"@keyframes x{from{opacity:0}}",
])("a link to unsubscribe may have the style %s", async (css) => {
	expect(
		(await found(quieter(css)(clean))).filter((one) =>
			/unsubscribe-missing/.test(one),
		),
	).toEqual([]);
});

describe("preflight reports what is loaded or run, however it is written:", () => {
	const evil = "https://t.example.com/a";
	const inComment = (html: string) => `<!--[if mso]>${html}<![endif]-->`;
	test.each<[code: RegExp, piece: string]>([
		[
			/^block forbidden:link/,
			inComment(`<link rel="stylesheet" href="${evil}">`),
		],
		[/^block forbidden:script/, inComment("<script>1</script>")],
		[/^block forbidden:base/, inComment(`<base href="${evil}">`)],
		[
			/^block forbidden:meta/,
			inComment('<meta http-equiv="refresh" content="1">'),
		],
		[/^block forbidden:p/, inComment('<p onclick="x()">Words</p>')],
		[/^block style-fetches/, inComment(`<style>@import "${evil}";</style>`)],
		[/^block picture-fetched/, `<![CDATA[ > <img src="${evil}"> ]]>`],
		[/^block picture-fetched/, `<!--[if mso]><img src="${evil}"><![endif] -->`],
		[
			/^block picture-fetched/,
			`<!--[if mso]><img src="${evil}"><!-- <![endif]-->`,
		],
		[/^block picture-fetched/, `<!-- [if gte mso 9] ><img src="${evil}">-->`],
		[/^block picture-fetched/, inComment(`<v:fill src="${evil}"/>`)],
		[/^block style-fetches/, `<p style="background:u\\72l(${evil})">Words</p>`],
		[
			/^block style-fetches/,
			`<p style="background:\\75 rl(${evil})">Words</p>`,
		],
		[/^block style-fetches/, `<p style="background:src('${evil}')">Words</p>`],
		[
			/^block style-fetches/,
			`<p style="background:image-set('data:image/png,x' 1x,'${evil}' 2x)">Words</p>`,
		],
		[
			/^block style-fetches/,
			`<p style="background:url(data:x),url(${evil})">Words</p>`,
		],
		[
			/^block style-fetches/,
			`<p style="color:red;}{;background:url(${evil})">Words</p>`,
		],
		[/^block style-fetches/, `<style>@\\69mport "${evil}";</style>`],
		[
			/^block style-fetches/,
			`<p style="filter:progid:DXImageTransform.Microsoft.AlphaImageLoader(src='${evil}')">Words</p>`,
		],
		[
			/^block picture-fetched/,
			`<img alt="A" src="data:x" srcset="data:x 1x, ${evil} 2x">`,
		],
		[/^block picture-fetched/, `<img alt="A" src="cid:x" lowsrc="${evil}">`],
		[/^block picture-fetched/, `<table background="${evil}"></table>`],
		[
			/^block tracking-ping/,
			`<a href="https://digest.example.com/" ping="${evil}">Words</a>`,
		],
		[
			/^block forbidden:style/,
			`<p style="width:expression(alert(1))">Words</p>`,
		],
		[
			/^block forbidden:style/,
			`<p style="width:e\\78pression(alert(1))">Words</p>`,
		],
		[/^block forbidden:style/, `<p style="behavior:url(#x)">Words</p>`],
		[/^block forbidden:style/, `<p style="-moz-binding:url(#x)">Words</p>`],
	])("%s %s", async (code, piece) => {
		expect(await found(aboveLead(piece)(clean))).toEqual(
			expect.arrayContaining([expect.stringMatching(code)]),
		);
	});

	test.each([
		`<img alt="A" src="data:image/png;base64,AA==" srcset="data:image/png;base64,AA== 1x, cid:b 2.5x">`,
		`<p style="background:url(data:image/png;base64,AA==)">Words</p>`,
		`<p style="background:image-set('cid:a' 1x, 'data:image/png,x' type('image/png') 2x)">Words</p>`,
		`<p style="scroll-behavior:smooth">Words</p>`,
		"<!-- Words about <img src> -->",
		`<img alt="A" src="data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' />">`,
		"<!--[if mso]><table role='presentation'><tr><td><![endif]-->",
	])("it lets pass %s", async (piece) => {
		expect(
			(await found(aboveLead(piece)(clean))).filter((one) =>
				/fetches|fetched|tracking|forbidden/.test(one),
			),
		).toEqual([]);
	});
});
