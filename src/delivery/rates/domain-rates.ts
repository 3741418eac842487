import { parseRates, type Rate } from "../../rate.ts";
import {
	type DomainGroups,
	domainGroups,
	type GroupTable,
} from "./domain-groups.ts";

/** A domain, a group's name, or `*` (every other domain, each by itself) to its rates. */
export type DomainRates = ReadonlyMap<string, readonly Rate[]>;

/** Reads `gmail.com=20/s,1000/h; *=30/s`; null when the text says anything else. */
export function parseDomainRates(text: string): DomainRates | null {
	const rates = new Map<string, readonly Rate[]>();
	for (const [name, value] of assignments(text)) {
		const parsed = parseRates(value);
		if (!parsed || !(name === "*" || isName(name)) || rates.has(name))
			return null;
		rates.set(name, parsed);
	}
	return rates.size > 0 ? rates : null;
}

/** Reads `corp=corp.example,corp.co.uk; other=a.example`; null when the text says anything else. */
export function parseDomainGroups(text: string): GroupTable | null {
	const groups = new Map<string, readonly string[]>();
	const taken = new Set<string>();
	for (const [name, value] of assignments(text)) {
		const domains = value.split(/[\s,]+/).filter(Boolean);
		const sound =
			isName(name) &&
			!groups.has(name) &&
			domains.length > 0 &&
			domains.every((domain) => isDomain(domain) && !taken.has(domain));
		if (!sound) return null;
		for (const domain of domains) taken.add(domain);
		groups.set(name, domains);
	}
	return groups.size > 0 ? groups : null;
}

/** What the two settings say against each other, as sentences; empty when nothing. */
export function domainRateFaults(
	rates: DomainRates,
	table: GroupTable,
): string[] {
	const groups = domainGroups(table);
	const names = [...rates.keys()].filter((name) => name !== "*");
	return names.flatMap((name, index) => {
		if (!table.has(name) && !isDomain(name))
			return [`${name} is neither a domain nor a name in DOMAIN_GROUPS`];
		const same = names
			.slice(0, index)
			.find(
				(other) =>
					scopeOf(other, table, groups) === scopeOf(name, table, groups),
			);
		return same ? [`${same} and ${name} are one group: name it once`] : [];
	});
}

/** The group that a name in DOMAIN_RATE stands for. */
export function scopeOf(
	name: string,
	table: GroupTable,
	groups: DomainGroups,
): string {
	return table.has(name) ? name : groups.groupOf(name);
}

function assignments(text: string): [string, string][] {
	return text
		.split(";")
		.filter((part) => part.trim() !== "")
		.map((part) => {
			const [name = "", ...values] = part.split("=");
			return [name.trim().toLowerCase(), values.join("=").trim().toLowerCase()];
		});
}

const LABEL = "[a-z\\d](?:[a-z\\d-]{0,61}[a-z\\d])?";

function isName(text: string): boolean {
	return new RegExp(`^${LABEL}(?:\\.${LABEL})*$`).test(text);
}

function isDomain(text: string): boolean {
	return isName(text) && text.includes(".");
}
