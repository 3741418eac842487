import type { Finding } from "../finding.ts";
import { type Facts, isLoopback, type Specimen } from "../rendered-copy.ts";
import { named, oneLine, wordsOf } from "./dom.ts";

/** Ways that a reader must find in both parts, as far as they have them. */
const WAYS = [
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

/** What the law and good manners want at the end of both parts. */
export function checkFooter(specimen: Specimen, facts: Facts): Finding[] {
	return [...checkWays(specimen), ...checkAddress(specimen, facts)];
}

function checkWays({ mail, dom, reader }: Specimen): Finding[] {
	const links = named(dom, "a").map(({ attribs }) => attribs.href);
	const urls = new Map<string, unknown>(Object.entries(reader));
	return WAYS.flatMap(({ of, code, level, what }) => {
		const url = urls.get(of);
		if (typeof url !== "string") return [];
		const there: [string, boolean][] = [
			["HTML part", links.includes(url)],
			["text part", (mail.text ?? "").includes(url)],
		];
		return there
			.filter(([, found]) => !found)
			.map(([place]) => ({
				level,
				code,
				place: `${place}, footer`,
				what: `It has not got ${what}.`,
				mend: `Put the slot of that link back into the footer of the ${place}.`,
			}));
	});
}

function checkAddress(
	{ mail, dom }: Specimen,
	{ content, mailFrom }: Facts,
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
				what: "It tells no postal address, which most countries' law asks for.",
				mend: "Set POSTAL_ADDRESS.",
			},
		];
	const parts: [string, string][] = [
		["HTML part", wordsOf(dom)],
		["text part", oneLine(mail.text ?? "")],
	];
	return parts
		.filter(([, words]) => !words.includes(address))
		.map(([place]) => ({
			level: "block",
			code: "postal-address-missing",
			place: `${place}, footer`,
			what: `It does not tell the postal address, “${address}”.`,
			mend: `Put {issue.postal-address} back into the footer of the ${place}.`,
		}));
}
