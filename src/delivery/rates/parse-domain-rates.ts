import { parseRates, type Rate } from "../../rate.ts";
import {
	type DomainGroups,
	domainGroups,
	type GroupTable,
} from "./domain-groups.ts";

/** Rates by domain, by name of a group, or by `*`: every other domain, each separately. */
export type DomainRates = ReadonlyMap<string, readonly Rate[]>;

/** Reads `gmail.com=20/s,1000/h; *=30/s`; null for any other text. */
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

/** Reads `corp=corp.example,corp.co.uk; other=a.example`; null for any other text. A domain may be in one group only. */
export function parseDomainGroups(text: string): GroupTable | null {
	const groups = new Map<string, readonly string[]>();
	const grouped = new Set<string>();
	for (const [name, value] of assignments(text)) {
		const domains = value.split(/[\s,]+/).filter(Boolean);
		const valid =
			isName(name) &&
			!groups.has(name) &&
			domains.length > 0 &&
			domains.every((domain) => isDomain(domain) && !grouped.has(domain));
		if (!valid) return null;
		for (const domain of domains) grouped.add(domain);
		groups.set(name, domains);
	}
	return groups.size > 0 ? groups : null;
}

/** Contradictions between DOMAIN_RATE and DOMAIN_GROUPS, as sentences; empty when there are none. */
export function domainRateFaults(
	rates: DomainRates,
	table: GroupTable,
): string[] {
	const groups = domainGroups(table);
	const names = [...rates.keys()].filter((name) => name !== "*");
	return names.flatMap((name, index) => {
		if (!table.has(name) && !isDomain(name))
			return [`${name} is neither a domain nor a group in DOMAIN_GROUPS`];
		const same = names
			.slice(0, index)
			.find(
				(other) =>
					scopeOf(other, table, groups) === scopeOf(name, table, groups),
			);
		return same
			? [
					`${same} and ${name} are in one group and share a limit: keep only one of them`,
				]
			: [];
	});
}

/** The scope that a name in DOMAIN_RATE limits: its group, or the domain itself. */
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
