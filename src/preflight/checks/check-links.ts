import { templateText } from "../../issue/content/marks.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { trimmedEnd } from "../../text/trimmed-end.ts";
import {
	type Expected,
	isLoopback,
	type RenderedCopy,
} from "../rendered-copy.ts";
import { describePlace, elementsNamed } from "./dom.ts";

/** A link, and where it is, for people. */
interface Link {
	url: string;
	place: string;
}

/** Every link that a reader or a mail program can follow, each once per part. */
export function linksOf({ mail, dom, text: marked }: RenderedCopy): Link[] {
	const html = elementsNamed(dom, "a", "area").map((element) => ({
		url: element.attribs.href ?? "",
		place: describePlace(dom, element),
	}));
	// Only these can be followed from plain text: s3:// or ftp:// is prose.
	const text = [
		...templateText(marked).matchAll(/\bhttps?:\/\/[^\s<>"]+/gi),
	].map(([url]) => ({ url: trimmedEnd(url, /[).,;]/), place: "text part" }));
	const headers = mail.headers
		.filter(({ name }) => /^list-(unsubscribe|archive)$/i.test(name))
		.flatMap(({ name, value }) =>
			[...value.matchAll(/<([^>]+)>/g)].map(([, url = ""]) => ({
				url,
				place: `header ${name}`,
			})),
		);
	const seen = new Set<string>();
	return [...html, ...text, ...headers].filter(({ url, place }) => {
		const key = `${place.slice(0, 4)} ${url}`;
		return seen.has(key) ? false : seen.add(key);
	});
}

/** The form of every link. Whether our own pages answer is checked by checkAnswers(). */
export function checkLinks(copy: RenderedCopy, expected: Expected): Finding[] {
	const ours = new URL(expected.publicUrl);
	const local = ours.protocol === "http:" && isLoopback(ours.hostname);
	const found = [
		...linksOf(copy).flatMap((link) => faultOf(link, ours)),
		...(copy.texts === null ? [] : comparisonLinks(copy, expected)),
	];
	if (ours.protocol === "http:" && !local)
		found.push({
			level: "warn",
			code: "link-http",
			place: "all links",
			what: `They lead to ${expected.publicUrl}, which is not encrypted.`,
			fix: "Set PUBLIC_URL to an https:// address.",
		});
	if (local)
		found.push({
			level: "hint",
			code: "links-local",
			place: "all links",
			what: `They lead to ${expected.publicUrl}, which is this machine: readers elsewhere cannot open them.`,
			fix: "Set PUBLIC_URL to the public address of your pages.",
		});
	return found;
}

/** Every comparison is linked in both parts; the brief digest links them in its HTML part and in its text part too. */
function comparisonLinks(copy: RenderedCopy, { content }: Expected): Finding[] {
	const links = linksOf(copy);
	return [...content.leads, ...content.briefs].flatMap(({ url, title }) =>
		(["HTML part", "text part"] as const)
			.filter(
				(part) =>
					!links.some(
						(link) =>
							link.url === url &&
							(part === "text part") === (link.place === "text part"),
					),
			)
			.map((part) => ({
				level: "block",
				code: "link-missing",
				place: `${part}, “${title}”`,
				what: `It has no link to ${url}.`,
				fix: "Fix the template: each comparison needs a link to its page in both parts.",
			})),
	);
}

/**
 * Which links to our own pages are dead.
 *
 * @param answers the HTTP status by URL
 */
export function checkAnswers(
	links: readonly Link[],
	answers: ReadonlyMap<string, number>,
): Finding[] {
	return links.flatMap(({ url, place }) => {
		const status = answers.get(url);
		return status === undefined || status < 400
			? []
			: [
					{
						level: "block",
						code: "link-dead",
						place,
						what: `${url} answers ${status}.`,
						fix: "Fix the link, or restore the page that it leads to.",
					} as const,
				];
	});
}

/** The URLs of our own pages that can be requested, each once. */
export function ownPageLinks(
	copies: readonly RenderedCopy[],
	{ publicUrl, published, content }: Expected,
): string[] {
	const urls = copies.flatMap((copy) => {
		// A sample reader's own links are not valid.
		const personal = copy.real ? [] : personalUrls(copy);
		return linksOf(copy)
			.map(({ url }) => url)
			.filter(
				(url) =>
					isOwn(url, publicUrl) && !personal.includes(url.replace(/\?.*$/, "")),
			);
	});
	// An issue has no page before it is sealed, in no language.
	return [...new Set(urls)].filter(
		(url) => published || url.replace(/[?#].*$/, "") !== content.links.issue,
	);
}

/** Links to other sites, each once. They are never requested. */
export function externalLinks(
	copies: readonly RenderedCopy[],
	{ publicUrl }: Expected,
): string[] {
	return [
		...new Set(
			copies
				.flatMap(linksOf)
				.map(({ url }) => url)
				.filter((url) => /^https?:/i.test(url) && !isOwn(url, publicUrl)),
		),
	];
}

function isOwn(url: string, publicUrl: string): boolean {
	return url === publicUrl || url.startsWith(`${publicUrl}/`);
}

function personalUrls({ reader }: RenderedCopy): unknown[] {
	return [...Object.values(reader), ...reader.bookmarks.flatMap(Object.values)];
}

function faultOf({ url, place }: Link, ours: URL): Finding[] {
	const finding = (
		level: Finding["level"],
		code: string,
		what: string,
		fix: string,
	): Finding[] => [
		// A text part may also name an address without meaning a link.
		{
			level: place === "text part" ? "warn" : level,
			code,
			place,
			what,
			fix,
		},
	];
	if (!URL.canParse(url))
		return finding(
			"block",
			"link-malformed",
			`“${url}” is not a complete URL.`,
			"Write it with https:// and a host name: in a message, no other form works.",
		);
	const { protocol, hostname } = new URL(url);
	if (protocol === "mailto:") return [];
	if (protocol === "http:")
		return ours.protocol === "http:" && hostname === ours.hostname
			? []
			: finding(
					"warn",
					"link-http",
					`${url} is not encrypted.`,
					"Link to https:// instead.",
				);
	if (protocol !== "https:")
		return finding(
			"block",
			"link-scheme",
			`A link that begins with “${protocol}” does not work in a message.`,
			"Link to a page with https://.",
		);
	return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url)
		? []
		: finding(
				"warn",
				"link-malformed",
				`${url} contains characters that must be encoded.`,
				"Encode the URL, as new URL(…).href does.",
			);
}
