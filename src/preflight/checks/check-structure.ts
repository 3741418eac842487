import type { Finding } from "../../issue/preflight-report.ts";
import { finding } from "../finding.ts";
import type { RenderedCopy } from "../rendered-copy.ts";
import {
	ancestorsOf,
	describePlace,
	elementsNamed,
	elementsOf,
	visibleText,
} from "./dom.ts";
import type { HtmlElement } from "./html-tree.ts";

/** What screen readers need in a message. General checkers do not know these rules of mail. */
export function checkStructure({ dom, mail }: RenderedCopy): Finding[] {
	if (mail.html === null) return [];
	const found: Finding[] = [];
	const headings = elementsNamed(dom, "h1");
	if (headings.length !== 1)
		found.push(
			finding(
				"block",
				"h1-count",
				"HTML",
				`It has ${headings.length} <h1> headings, and must have exactly one.`,
				"Leave <h1> to the masthead, and give each comparison an <h2>.",
			),
		);
	const articles = elementsOf(dom).filter(
		({ attribs }) => attribs.role === "article",
	);
	if (articles.length !== 1)
		found.push(
			finding(
				"warn",
				"article-missing",
				"HTML",
				`It has ${articles.length} elements with role="article", and must have exactly one.`,
				'Put role="article" on the element around the whole message: mail programs drop <html> and <body>.',
			),
		);
	for (const element of [...elementsNamed(dom, "html"), ...articles])
		for (const attribute of ["lang", "dir"] as const)
			if (!isValid(attribute, element.attribs[attribute]))
				found.push(
					finding(
						"block",
						`${attribute}-missing`,
						describePlace(dom, element),
						`It has no valid ${attribute} attribute.`,
						`Write <mjml ${attribute}="${attribute === "lang" ? "en" : "ltr"}">: a screen reader needs it to read aloud.`,
					),
				);
	for (const table of elementsNamed(dom, "table"))
		found.push(
			...tableFaults(table, (code, what, fix) =>
				finding("block", code, describePlace(dom, table), what, fix),
			),
		);
	for (const image of elementsNamed(dom, "img"))
		if (image.attribs.alt === undefined)
			found.push(
				finding(
					"block",
					"alt-missing",
					describePlace(dom, image),
					"The picture has no alt attribute.",
					'Describe the picture in alt, or write alt="" if it is only decoration.',
				),
			);
	for (const [id, count] of countIds(elementsOf(dom)))
		if (count > 1)
			found.push(
				finding(
					"block",
					"id-twice",
					`HTML, id="${id}"`,
					`${count} elements have this id.`,
					"Give each its own id, or none: links to an id do not work in mail.",
				),
			);
	return found;
}

function isValid(attribute: "lang" | "dir", value: string | undefined) {
	return attribute === "lang"
		? /^[a-z]{2,3}(-[\w-]+)?$/i.test(value ?? "") && value !== "und"
		: value === "ltr" || value === "rtl";
}

/** A table is either for layout and says so, or for data and has headings with a scope. */
function tableFaults(
	table: HtmlElement,
	report: (code: string, what: string, fix: string) => Finding,
): Finding[] {
	const own = (name: string) =>
		elementsNamed(table, name).filter(
			(cell) => ancestorsOf(cell).find((one) => one.name === "table") === table,
		);
	const heads = own("th");
	if (["presentation", "none"].includes(table.attribs.role ?? ""))
		return heads.length === 0
			? []
			: [
					report(
						"heading-in-layout",
						'It is marked as layout (role="presentation") and has headings (<th>).',
						"Remove the role if the table contains data; otherwise write <td>.",
					),
				];
	if (heads.length === 0)
		return [
			report(
				"table-role",
				"It has no headings and is not marked as layout, so screen readers announce a table.",
				'Write role="presentation" on it.',
			),
		];
	const bare = heads.filter(
		({ attribs }) => !/^(col|row)(group)?$/.test(attribs.scope ?? ""),
	);
	return bare.length === 0
		? []
		: [
				report(
					"th-scope",
					`${bare.length} of its headings do not say whether they are for a column or a row, such as “${visibleText(bare[0] ?? table)}”.`,
					'Write <th scope="col"> or <th scope="row">.',
				),
			];
}

function countIds(elements: readonly HtmlElement[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { attribs } of elements)
		if (attribs.id !== undefined)
			counts.set(attribs.id, (counts.get(attribs.id) ?? 0) + 1);
	return counts;
}
