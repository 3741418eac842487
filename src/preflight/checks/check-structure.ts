import { type Finding, finding } from "../finding.ts";
import type { Specimen } from "../rendered-copy.ts";
import { ancestorsOf, elementsOf, named, whereIs, wordsOf } from "./dom.ts";
import type { Element } from "./html-tree.ts";

/** What a screen reader needs that no general checker knows of mail. */
export function checkStructure({ dom, mail }: Specimen): Finding[] {
	if (mail.html === null) return [];
	const found: Finding[] = [];
	const headings = named(dom, "h1");
	if (headings.length !== 1)
		found.push(
			finding(
				"block",
				"h1-count",
				"HTML",
				`It has ${headings.length} headings of the first level, and needs one.`,
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
				`It has ${articles.length} elements with role="article", and needs one.`,
				'Put role="article" on the element round the whole message: mail programs drop <html> and <body>.',
			),
		);
	for (const element of [...named(dom, "html"), ...articles])
		for (const attribute of ["lang", "dir"] as const)
			if (!isTold(attribute, element.attribs[attribute]))
				found.push(
					finding(
						"block",
						`${attribute}-missing`,
						whereIs(dom, element),
						`It has no ${attribute}.`,
						`Write <mjml ${attribute}="${attribute === "lang" ? "en" : "ltr"}">: a screen reader needs it to read aloud.`,
					),
				);
	for (const table of named(dom, "table"))
		found.push(
			...tableFaults(table, (code, what, mend) =>
				finding("block", code, whereIs(dom, table), what, mend),
			),
		);
	for (const image of named(dom, "img"))
		if (image.attribs.alt === undefined)
			found.push(
				finding(
					"block",
					"alt-missing",
					whereIs(dom, image),
					"The picture has no alt text.",
					'Write what it says, or alt="" where it says nothing.',
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
					"Give each its own, or none: links in mail lead to no id.",
				),
			);
	return found;
}

function isTold(attribute: "lang" | "dir", value: string | undefined) {
	return attribute === "lang"
		? /^[a-z]{2,3}(-[\w-]+)?$/i.test(value ?? "") && value !== "und"
		: value === "ltr" || value === "rtl";
}

/** A table is for layout and says so, or holds data and has headings that say for what. */
function tableFaults(
	table: Element,
	say: (code: string, what: string, mend: string) => Finding,
): Finding[] {
	const own = (name: string) =>
		named(table, name).filter(
			(cell) => ancestorsOf(cell).find((one) => one.name === "table") === table,
		);
	const heads = own("th");
	if (["presentation", "none"].includes(table.attribs.role ?? ""))
		return heads.length === 0
			? []
			: [
					say(
						"heading-in-layout",
						'It is marked as layout (role="presentation") and has headings (<th>).',
						"Take the role away where it holds data, or write <td>.",
					),
				];
	if (heads.length === 0)
		return [
			say(
				"table-role",
				'It has no headings, and is not marked as layout: a screen reader announces "table".',
				'Write role="presentation" on it.',
			),
		];
	const bare = heads.filter(
		({ attribs }) => !/^(col|row)(group)?$/.test(attribs.scope ?? ""),
	);
	return bare.length === 0
		? []
		: [
				say(
					"th-scope",
					`${bare.length} of its headings do not say what they head, such as “${wordsOf(bare[0] ?? table)}”.`,
					'Write <th scope="col"> or <th scope="row">.',
				),
			];
}

function countIds(elements: readonly Element[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { attribs } of elements)
		if (attribs.id !== undefined)
			counts.set(attribs.id, (counts.get(attribs.id) ?? 0) + 1);
	return counts;
}
