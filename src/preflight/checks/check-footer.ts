import { templateText } from "../../issue/content/marks.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { squeezed } from "../content/placed-text.ts";
import {
	type Expected,
	isLoopback,
	type RenderedCopy,
} from "../rendered-copy.ts";
import { elementsNamed, oneLine, visibleText } from "./dom.ts";
import { hidingIn } from "./hiding-styles.ts";
import { type HtmlElement, isTag, isText } from "./html-tree.ts";

/** Links of the reader that both parts must have. A sample reader may lack one. */
const REQUIRED_LINKS = [
	{
		of: "unsubscribeUrl",
		code: "unsubscribe-missing",
		level: "block",
		what: "the reader's own link to unsubscribe",
	},
	{
		of: "preferencesUrl",
		code: "preferences-missing",
		level: "warn",
		what: "the reader's own link to their preferences",
	},
] as const;

/** Both parts must end with the reader's own links and the postal address. */
export function checkFooter(copy: RenderedCopy, expected: Expected): Finding[] {
	return [...checkReaderLinks(copy), ...checkPostalAddress(copy, expected)];
}

function checkReaderLinks({ text, dom, reader }: RenderedCopy): Finding[] {
	const links = elementsNamed(dom, "a");
	const isHidden = hidingIn(dom);
	const urls = new Map<string, unknown>(Object.entries(reader));
	return REQUIRED_LINKS.flatMap(({ of, code, level, what }) => {
		const url = urls.get(of);
		if (typeof url !== "string") return [];
		const own = links.filter(({ attribs }) => attribs.href === url);
		const there: [string, boolean][] = [
			["HTML part", own.some((link) => hasSeenWords(link, isHidden))],
			["text part", namesUrl(templateText(text), url)],
		];
		return there
			.filter(([, found]) => !found)
			.map(([place]) => ({
				level,
				code,
				place: `${place}, footer`,
				what:
					own.length > 0 && place === "HTML part"
						? `Nobody can see ${what}.`
						: `It lacks ${what}.`,
				fix: `Put this link back into the footer of the ${place}, with words that readers see.`,
			}));
	});
}

/** Whether readers see any word of a link: nothing hides it, nor anything around it. */
function hasSeenWords(
	element: HtmlElement,
	isHidden: (element: HtmlElement) => boolean,
): boolean {
	if (element.name === "img")
		return isWord(element.attribs.alt ?? "") && !isHidden(element);
	return (
		element.children.some(
			(child) => isTag(child) && hasSeenWords(child, isHidden),
		) ||
		(isWord(
			element.children
				.filter(isText)
				.map(({ data }) => data)
				.join(""),
		) &&
			!isHidden(element))
	);
}

/** Whether a text has anything that can be read: invisible characters and dots are no words. */
function isWord(text: string): boolean {
	return /[\p{L}\p{N}\p{S}]/u.test(
		text.replace(/[\p{Default_Ignorable_Code_Point}\u2800]/gu, ""),
	);
}

/** Whether a text has this very URL, not one that only begins like it. */
function namesUrl(text: string, url: string): boolean {
	return text
		.split(url)
		.slice(1)
		.some((rest) => !/^[\w/?=&%~-]/.test(rest));
}

function checkPostalAddress(
	{ mail, dom }: RenderedCopy,
	{ content, mailFrom }: Expected,
): Finding[] {
	const address = oneLine(content.postalAddress);
	if (address === "" || /^\(.*POSTAL_ADDRESS.*\)$/.test(address))
		return [
			{
				level: isLoopback(mailFrom.slice(mailFrom.lastIndexOf("@") + 1))
					? "hint"
					: "warn",
				code: "postal-address-unset",
				place: "footer",
				what: "There is no postal address. The law of most countries requires one.",
				fix: "Set POSTAL_ADDRESS.",
			},
		];
	const parts: [string, string][] = [
		["HTML part", visibleText(dom)],
		["text part", oneLine(mail.text ?? "")],
	];
	return parts
		.filter(([, words]) => !squeezed(words).includes(squeezed(address)))
		.map(([place]) => ({
			level: "block",
			code: "postal-address-missing",
			place: `${place}, footer`,
			what: `It lacks the postal address, “${address}”.`,
			fix: `Put {issue.postal-address} back into the footer of the ${place}.`,
		}));
}
