import { sampleReader } from "../../templates/samples.ts";
import { issue, type Parts } from "./planted.ts";

/** A mistake that templates, editors or mailers make, and the code by which it must be found. */
export interface Defect {
	name: string;
	code: string | RegExp;
	plant(message: Parts): Parts;
}

const [lead] = issue.leads;
const flipped = issue.leads[1]?.left;
const site = "https://digest.example.com";

function html(
	name: string,
	code: Defect["code"],
	change: (html: string) => string,
): Defect {
	return {
		name,
		code,
		plant: (message) => ({ ...message, html: change(message.html) }),
	};
}

function text(
	name: string,
	code: Defect["code"],
	change: (text: string) => string,
): Defect {
	return {
		name,
		code,
		plant: (message) => ({ ...message, text: change(message.text ?? "") }),
	};
}

function headers(
	name: string,
	code: Defect["code"],
	change: (lines: string[]) => string[],
): Defect {
	return {
		name,
		code,
		plant: (message) => ({ ...message, headers: change(message.headers) }),
	};
}

/** At the end of the message, inside its sheet. */
function inside(piece: string) {
	return (whole: string) => whole.replace(/<h2/, () => `${piece}<h2`);
}

function styled(css: string) {
	return (whole: string) => whole.replace("</style>", () => `${css}</style>`);
}

function without(pattern: RegExp, by = "") {
	return (whole: string) => whole.replace(pattern, () => by);
}

function line(name: string) {
	return (one: string) =>
		one.toLowerCase().startsWith(`${name.toLowerCase()}:`);
}

const subject = (words: string) => (lines: string[]) =>
	lines.map((one) => (line("Subject")(one) ? `Subject: ${words}` : one));

export const DEFECTS: readonly Defect[] = [
	// What it says.
	html("a price that differs from the catalog", "price-differs", (whole) =>
		whole.replaceAll("Apache 2.0", "MIT"),
	),
	text("a price that differs in the text part", "price-differs", (whole) =>
		whole.replaceAll("Apache 2.0", "MIT"),
	),
	html(
		"a score that differs",
		"score-differs",
		without(/(>|\b)82(?=<|\/| )/g, "28"),
	),
	text(
		"a score that differs in the text part",
		"score-differs",
		without(/\b82\b/g, "28"),
	),
	html("a share that differs", "share-differs", without(/100(?=%)/g, "10")),
	html("a verdict that differs", "verdict-differs", (whole) => {
		const row = new RegExp(`${flipped?.name}</a>.*?</tr>`);
		return whole.replace(row, (found) => found.replace("Skip", "Ship"));
	}),
	text(
		"a verdict that differs in the text part",
		/^verdict-(differs|missing)$/,
		without(/^(?:× Skip )(?=.*Ledgerline)/gm, "+ Ship "),
	),
	html(
		"a verdict told by its colour alone",
		"verdict-without-word",
		(whole) => {
			const row = new RegExp(`${flipped?.name}</a>.*?</tr>`);
			return whole.replace(row, (found) =>
				found.replace("× Skip", "").replace("was ship", ""),
			);
		},
	),
	text(
		"a text part that lacks a comparison",
		"comparison-missing",
		without(/Quill Notes/g),
	),
	html(
		"an HTML part that lacks a comparison",
		"comparison-missing",
		without(/Quill Notes/g),
	),
	{
		name: "no text part",
		code: "text-missing",
		plant: (message) => ({ ...message, text: null }),
	},

	// What was left over.
	html("a slot left over", "slot-left", inside("<p>Hello %%slot:name%%</p>")),
	text(
		"a slot left over in the text part",
		"slot-left",
		(whole) => `${whole}\n%%slot:bookmarks-rest%%`,
	),
	html("a placeholder left over", "slot-left", inside("<p>{issue.intro}</p>")),
	html(
		"a placeholder of another language",
		"slot-left",
		inside("<p>Hi {{first_name}}</p>"),
	),
	html("a missing value", "value-missing", inside("<p>Scores: undefined</p>")),
	text(
		"an object where words should be",
		"value-missing",
		(whole) => `${whole}\n[object Object]`,
	),
	html(
		"a draft's filler",
		"placeholder-left",
		inside("<p>Lorem ipsum dolor</p>"),
	),

	// Links.
	html(
		"a link without encryption",
		"link-http",
		inside('<p><a href="http://example.org/">More</a></p>'),
	),
	html(
		"a dead link of our own",
		"link-dead",
		inside(`<p><a href="${site}/dead">More</a></p>`),
	),
	html(
		"a link that runs a script",
		"link-scheme",
		inside('<p><a href="javascript:alert(1)">More</a></p>'),
	),
	html(
		"a relative link",
		"link-malformed",
		inside('<p><a href="/issues">More</a></p>'),
	),
	html(
		"a link to nowhere",
		"link-malformed",
		inside('<p><a href="#">More</a></p>'),
	),
	html("no link to unsubscribe", "unsubscribe-missing", (whole) =>
		whole.replaceAll(sampleReader.unsubscribeUrl ?? "", `${site}/`),
	),
	text(
		"no link to unsubscribe in the text part",
		"unsubscribe-missing",
		(whole) => whole.replaceAll(sampleReader.unsubscribeUrl ?? "", ""),
	),
	html("no link to the preferences", "preferences-missing", (whole) =>
		whole.replaceAll(sampleReader.preferencesUrl ?? "", `${site}/`),
	),
	html("no postal address", "postal-address-missing", (whole) =>
		whole.replaceAll(issue.postalAddress, ""),
	),
	text(
		"no postal address in the text part",
		"postal-address-missing",
		without(/Example\s+Street/),
	),

	// Subject and preheader.
	headers(
		"a subject too long",
		"subject-long",
		subject("Ship Switchyard, skip Ledgerline and also TallyHo, and more"),
	),
	headers(
		"a subject of an earlier issue",
		"subject-repeated",
		subject(
			"Ship both: Caf\\u00e9 & Croquis, Gouachebot"
				.replace("\\u00e9", "=?utf-8?Q?=C3=A9?=")
				.replace("Caf=?utf-8?Q?=C3=A9?=", "=?utf-8?Q?Caf=C3=A9?="),
		),
	),
	headers("no subject", "subject-missing", subject("")),
	html(
		"no preheader",
		"preheader-missing",
		without(/<div style="display:none[^>]*>[^<]*<\/div>/),
	),
	html("a preheader that repeats the subject", "preheader-repeats", (whole) =>
		whole.replaceAll(issue.preheader, issue.subject),
	),
	html("a preheader too long", "preheader-long", (whole) =>
		whole.replaceAll(issue.preheader, `${issue.preheader} ${issue.preheader}`),
	),

	// Headers and lines.
	headers(
		"no List-Unsubscribe-Post",
		"header-missing:list-unsubscribe-post",
		(lines) => lines.filter((one) => !line("List-Unsubscribe-Post")(one)),
	),
	headers("two List-Unsubscribe", "header-twice:list-unsubscribe", (lines) => [
		...lines,
		`List-Unsubscribe: <${site}/unsubscribe/x>`,
	]),
	headers("the one click of another reader", "one-click-of-another", (lines) =>
		lines.map((one) =>
			line("List-Unsubscribe")(one)
				? `List-Unsubscribe: <${site}/unsubscribe/x>`
				: one,
		),
	),
	headers("the mail to leave by of another", "one-click-of-another", (lines) =>
		lines.map((one) =>
			line("List-Unsubscribe")(one)
				? `${one}, <mailto:leave+x@example.com?subject=unsubscribe>`
				: one,
		),
	),
	headers(
		"the mail before the one click",
		"header-form:list-unsubscribe",
		(lines) =>
			lines.map((one) =>
				line("List-Unsubscribe")(one)
					? one.replace("<", "<mailto:leave@example.com>, <")
					: one,
			),
	),
	headers("no Message-ID", "header-missing:message-id", (lines) =>
		lines.filter((one) => !line("Message-ID")(one)),
	),
	headers("a date that is none", "header-form:date", (lines) =>
		lines.map((one) => (line("Date")(one) ? "Date: tomorrow" : one)),
	),
	headers("two recipients", "header-form:to", (lines) =>
		lines.map((one) =>
			line("To")(one) ? "To: ana@example.com, eve@example.com" : one,
		),
	),
	headers("no List-Id", "header-missing:list-id", (lines) =>
		lines.filter((one) => !line("List-Id")(one)),
	),
	headers("a line over 998", "line-too-long", (lines) => [
		...lines,
		`X-Long: ${"x".repeat(1000)}`,
	]),

	// Structure and markup.
	html(
		"a layout table without a role",
		"table-role",
		without(/(?<=<table class[^>]*) role="presentation"/),
	),
	html("a second h1", "h1-count", inside("<h1>Again</h1>")),
	html(
		"no lang on the document",
		"lang-missing",
		without(/(?<=<html)([^>]*?) lang="en"/, ""),
	),
	html("no dir on the article", "dir-missing", (whole) =>
		whole.replace(/<div[^>]*role="article"[^>]*>/, (found) =>
			found.replace(/ dir="ltr"/, ""),
		),
	),
	html("no article", "article-missing", without(/ role="article"/)),
	html(
		"headings without scope",
		"th-scope",
		without(/(?<=<th[^>]*) scope="(?:col|row)"/),
	),
	html(
		"a picture without alt",
		"alt-missing",
		inside('<img src="cid:logo" width="40" height="40">'),
	),
	html("an id twice", "id-twice", inside('<p id="a">One</p><p id="a">Two</p>')),
	html("a cell that is not closed", /^html:/, without(/<\/td>(?=<td)/)),
	html("a tag that is not closed", /^html:/, inside("<p><b>Bold</p>")),
	html(
		"a style that is no CSS",
		"feature-outside-list",
		inside('<p style="color:red;}{">Words</p>'),
	),
	html(
		"CSS that mail programs do not know",
		"feature-outside-list",
		inside('<div style="display:grid;gap:4px">Words</div>'),
	),
	html(
		"an element that mail programs do not know",
		"feature-outside-list",
		inside("<details>Words</details>"),
	),
	html(
		"a form",
		"forbidden:form",
		inside('<form action="https://example.org/"></form>'),
	),
	html("a script", "forbidden:script", inside("<script>1</script>")),
	html(
		"a refresh",
		"forbidden:meta",
		without(/<title>/, '<meta http-equiv="refresh" content="5"><title>'),
	),
	html("a handler", "forbidden:p", inside('<p onclick="alert(1)">Words</p>')),
	html(
		"103 KB of HTML",
		"html-too-large",
		inside(`<p>${"Words and words. ".repeat(5_000)}</p>`),
	),
	text(
		"a text part of 15 KB",
		"text-large",
		(whole) => whole + "Words and words.\n".repeat(700),
	),

	// What is fetched.
	html(
		"a font from elsewhere",
		"style-fetches",
		styled(
			"@font-face{font-family:x;src:url(https://fonts.example.com/x.woff2)}",
		),
	),
	html(
		"a tracking pixel",
		"tracking-pixel",
		inside(
			'<img src="https://t.example.com/o.gif" alt="" width="1" height="1">',
		),
	),
	html(
		"a picture that is fetched",
		"request-made",
		inside(
			'<img src="https://pictures.example.com/a.png" alt="A" width="80" height="80">',
		),
	),

	// What only a browser sees.
	html(
		"text as dark as its ground at night",
		"text-invisible",
		inside('<p style="color:#1c1a17">Read this by day</p>'),
	),
	html(
		"text as white as its ground",
		"text-invisible",
		inside('<p style="color:#fffdf7">Read this by night</p>'),
	),
	html(
		"text too faint",
		"contrast",
		inside('<p style="color:#999999">Read this with care</p>'),
	),
	html(
		"text under 13 pixels",
		"text-small",
		inside('<p style="font-size:11px">Small print</p>'),
	),
	html(
		"something wider than a small phone",
		"overflow",
		inside('<div style="width:340px">Wide</div>'),
	),
	html(
		"cells that fall under each other on a phone",
		"cells-stacked",
		styled("@media (max-width:480px){td{display:block!important}}"),
	),
	html(
		"a broken word",
		"word-broken",
		inside(
			'<table role="presentation" style="table-layout:fixed;width:60px"><tr><td style="width:60px;overflow-wrap:break-word">Infrastructure</td></tr></table>',
		),
	),
	html(
		"targets too small and too near",
		"target-small",
		inside(
			`<p><a href="${lead?.url}" style="display:inline-block;width:14px">A</a> <a href="${site}/" style="display:inline-block;width:14px">B</a></p>`,
		),
	),
	html("a heading that says nothing", /^(axe|html):/, inside("<h3></h3>")),
];
