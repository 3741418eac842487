import type { Finding } from "../finding.ts";
import { type Facts, isLoopback, type Specimen } from "../rendered-copy.ts";
import { named, whereIs } from "./dom.ts";

export interface Link {
	url: string;
	place: string;
}

/** Every address that a reader or a mail program can follow, each once for each part. */
export function linksOf({ mail, dom }: Specimen): Link[] {
	const html = named(dom, "a", "area").map((element) => ({
		url: element.attribs.href ?? "",
		place: whereIs(dom, element),
	}));
	const text = [
		...(mail.text ?? "").matchAll(/\b[a-z][a-z\d+.-]*:\/\/[^\s<>"]+/gi),
	].map(([url]) => ({ url: url.replace(/[).,;]+$/, ""), place: "text part" }));
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

/** The form of every link; whether our own ones answer is asked elsewhere. */
export function checkLinks(specimen: Specimen, facts: Facts): Finding[] {
	const ours = new URL(facts.publicUrl);
	const local = ours.protocol === "http:" && isLoopback(ours.hostname);
	const found = linksOf(specimen).flatMap((link) => faultOf(link, ours, local));
	if (local)
		found.push({
			level: "hint",
			code: "links-local",
			place: "all links",
			what: `They lead to ${facts.publicUrl}, which is this machine: no reader elsewhere can open them.`,
			mend: "Set PUBLIC_URL to the address of your pages.",
		});
	return found;
}

/** What our own pages answer. @param answers the status of each address that was asked for */
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
						mend: "Mend the link, or bring back what it leads to.",
					} as const,
				];
	});
}

/** Our own addresses that can be asked for, each once. */
export function ownLinks(
	specimens: readonly Specimen[],
	{ publicUrl, published, content }: Facts,
): string[] {
	const urls = specimens.flatMap((specimen) => {
		// What is signed for somebody made up opens nothing.
		const personal = specimen.real ? [] : personalUrls(specimen);
		return linksOf(specimen)
			.map(({ url }) => url)
			.filter((url) => isOwn(url, publicUrl) && !personal.includes(url));
	});
	// An issue has a page from the moment it is sealed.
	return [...new Set(urls)].filter(
		(url) => published || url !== content.links.issue,
	);
}

/** Those that are nobody's but somebody else's: looked at, never fetched. */
export function foreignLinks(
	specimens: readonly Specimen[],
	{ publicUrl }: Facts,
): string[] {
	return [
		...new Set(
			specimens
				.flatMap(linksOf)
				.map(({ url }) => url)
				.filter((url) => /^https?:/i.test(url) && !isOwn(url, publicUrl)),
		),
	];
}

function isOwn(url: string, publicUrl: string): boolean {
	return url === publicUrl || url.startsWith(`${publicUrl}/`);
}

function personalUrls({ reader }: Specimen): unknown[] {
	return [...Object.values(reader), ...reader.bookmarks.flatMap(Object.values)];
}

function faultOf({ url, place }: Link, ours: URL, local: boolean): Finding[] {
	const fault = (
		level: Finding["level"],
		code: string,
		what: string,
		mend: string,
	): Finding[] => [{ level, code, place, what, mend }];
	if (!URL.canParse(url))
		return fault(
			"block",
			"link-malformed",
			`“${url}” is no whole address.`,
			"Write it with https:// and the host; in mail nothing else leads anywhere.",
		);
	const { protocol, hostname } = new URL(url);
	if (protocol === "mailto:") return [];
	if (protocol === "http:")
		return local && hostname === ours.hostname
			? []
			: fault(
					"warn",
					"link-http",
					`${url} is not encrypted.`,
					"Link to https://.",
				);
	if (protocol !== "https:")
		return fault(
			"block",
			"link-scheme",
			`“${protocol}” is no kind of link for a mail.`,
			"Link to a page with https://.",
		);
	return /^[\w\-.~:/?#[\]@!$&'()*+,;=%]+$/.test(url)
		? []
		: fault(
				"warn",
				"link-malformed",
				`${url} has characters that must be encoded.`,
				"Encode the address, as new URL(…).href does.",
			);
}
