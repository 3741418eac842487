import { sampleReader } from "../../templates/samples.ts";
import { issue, type Parts } from "./planted.ts";

/** A mistake of a template, an editor or the mailer, and the code of the finding that must report it. */
export interface Defect {
	name: string;
	code: string | RegExp;
	plant(message: Parts): Parts;
}

const [lead] = issue.leads;
const flipped = issue.leads[1]?.left;
const site = "https://digest.example.com";
/** The mark at the end of a text. */
const CLOSE = "\u{2FFFE}";

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

/** Before the first heading of a comparison. */
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
	// Content.
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
		const row = new RegExp(`${flipped?.name}${CLOSE}(?:</bdi>)?</a>.*?</tr>`);
		return whole.replace(row, (found) => found.replace("Skip", "Ship"));
	}),
	text(
		"a verdict that differs in the text part",
		/^verdict-(differs|missing)$/,
		without(/^(?:× Skip )(?=.*Ledgerline)/gm, "+ Ship "),
	),
	html(
		"a verdict that is only shown by its colour",
		"verdict-without-word",
		(whole) => {
			const row = new RegExp(`${flipped?.name}${CLOSE}(?:</bdi>)?</a>.*?</tr>`);
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

	// Placeholders.
	html("an unfilled slot", "slot-left", inside("<p>Hello %%slot:name%%</p>")),
	text(
		"an unfilled slot in the text part",
		"slot-left",
		(whole) => `${whole}\n%%slot:bookmarks-rest%%`,
	),
	html("an unfilled placeholder", "slot-left", inside("<p>{issue.intro}</p>")),
	html(
		"a placeholder of another template language",
		"slot-left",
		inside("<p>Hi {{first_name}}</p>"),
	),
	html("a missing value", "value-missing", inside("<p>Scores: undefined</p>")),
	text(
		"an object in place of text",
		"value-missing",
		(whole) => `${whole}\n[object Object]`,
	),
	html(
		"filler text of a draft",
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
		"a dead link to one of our pages",
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
		"a subject that is too long",
		"subject-long",
		subject("Ship Switchyard, skip Ledgerline and also TallyHo, and more"),
	),
	headers(
		"the subject of an earlier issue",
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
	html("a preheader that is too long", "preheader-long", (whole) =>
		whole.replaceAll(issue.preheader, `${issue.preheader} ${issue.preheader}`),
	),

	// Headers and lines.
	headers(
		"no List-Unsubscribe-Post",
		"header-missing:list-unsubscribe-post",
		(lines) => lines.filter((one) => !line("List-Unsubscribe-Post")(one)),
	),
	headers(
		"two List-Unsubscribe headers",
		"header-twice:list-unsubscribe",
		(lines) => [...lines, `List-Unsubscribe: <${site}/unsubscribe/x>`],
	),
	headers(
		"the one-click link of another reader",
		"one-click-of-another",
		(lines) =>
			lines.map((one) =>
				line("List-Unsubscribe")(one)
					? `List-Unsubscribe: <${site}/unsubscribe/x>`
					: one,
			),
	),
	headers(
		"the unsubscribe address of another reader",
		"one-click-of-another",
		(lines) =>
			lines.map((one) =>
				line("List-Unsubscribe")(one)
					? `${one}, <mailto:leave+x@example.com?subject=unsubscribe>`
					: one,
			),
	),
	headers(
		"the unsubscribe address before the one-click link",
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
	headers("an invalid date", "header-form:date", (lines) =>
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
	headers("a line of more than 998 characters", "line-too-long", (lines) => [
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
		"no lang attribute on the document",
		"lang-missing",
		without(/(?<=<html)([^>]*?) lang="en"/, ""),
	),
	html("no dir attribute on the article", "dir-missing", (whole) =>
		whole.replace(/<div[^>]*role="article"[^>]*>/, (found) =>
			found.replace(/ dir="ltr"/, ""),
		),
	),
	html("no article", "article-missing", without(/ role="article"/)),
	html(
		"table headings without scope",
		"th-scope",
		without(/(?<=<th[^>]*) scope="(?:col|row)"/),
	),
	html(
		"a picture without an alt attribute",
		"alt-missing",
		inside('<img src="cid:logo" width="40" height="40">'),
	),
	html(
		"the same id twice",
		"id-twice",
		inside('<p id="a">One</p><p id="a">Two</p>'),
	),
	html("a cell that is not closed", /^html:/, without(/<\/td>(?=<td)/)),
	html("a tag that is not closed", /^html:/, inside("<p><b>Bold</p>")),
	html(
		"an inline style that is not CSS",
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
		"a page refresh",
		"forbidden:meta",
		without(/<title>/, '<meta http-equiv="refresh" content="5"><title>'),
	),
	html(
		"an event handler",
		"forbidden:p",
		inside('<p onclick="alert(1)">Words</p>'),
	),
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

	// Remote content.
	html(
		"a font from another server",
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
		"a picture that is loaded from a server",
		"request-made",
		inside(
			'<img src="https://pictures.example.com/a.png" alt="A" width="80" height="80">',
		),
	),

	// What needs a browser.
	html(
		"dark text on a dark background",
		"text-invisible",
		inside('<p style="color:#1c1a17">Read this by day</p>'),
	),
	html(
		"white text on a white background",
		"text-invisible",
		inside('<p style="color:#fffdf7">Read this by night</p>'),
	),
	html(
		"text with too little contrast",
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
		"cells that are stacked on a phone",
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
		"links that are too small and too close",
		"target-small",
		inside(
			`<p><a href="${lead?.url}" style="display:inline-block;width:14px">A</a> <a href="${site}/" style="display:inline-block;width:14px">B</a></p>`,
		),
	),
	html("an empty heading", /^(axe|html):/, inside("<h3></h3>")),
];
