/** Which domains share a limit, because the same servers take their mail. */
export interface DomainGroups {
	/** The name of the group of this domain; its own name when it belongs to none. */
	groupOf(domain: string): string;
}

/** The configured groups: name to domains. */
export type GroupTable = ReadonlyMap<string, readonly string[]>;

/** Named after the domain they are known by. */
const KNOWN: readonly (readonly string[])[] = [
	["gmail.com", "googlemail.com"],
	["outlook.com", "hotmail.com", "live.com", "msn.com", "windowslive.com"],
	["yahoo.com", "ymail.com", "rocketmail.com", "aol.com", "aim.com"],
	["icloud.com", "me.com", "mac.com"],
	["proton.me", "protonmail.com", "protonmail.ch", "pm.me"],
	["gmx.net", "gmx.de", "gmx.at", "gmx.ch", "gmx.com", "web.de"],
	["mail.ru", "bk.ru", "inbox.ru", "list.ru", "internet.ru"],
	["yandex.ru", "yandex.com", "ya.ru"],
	["orange.fr", "wanadoo.fr"],
	["qq.com", "foxmail.com"],
];

/** `hotmail.fr`, `live.co.uk`, `yahoo.com.br`: the same house in its countries. */
const COUNTRIES = /^(hotmail|live|msn|outlook|yahoo)\.(?:com?\.)?[a-z]{2}$/;
const HOUSES: Record<string, string> = {
	hotmail: "outlook.com",
	live: "outlook.com",
	msn: "outlook.com",
	outlook: "outlook.com",
	yahoo: "yahoo.com",
};
/** A house of its own under the same name. */
const APART = ["yahoo.co.jp", "yahoo.ne.jp"];

const MEMBERS = new Map(
	KNOWN.flatMap((group) =>
		group.map((domain) => [domain, group[0] ?? domain] as const),
	),
);

/** What is configured comes before what is known. */
export function domainGroups(configured: GroupTable): DomainGroups {
	const members = new Map(MEMBERS);
	for (const [name, domains] of configured)
		for (const domain of domains) members.set(domain, name);
	return {
		groupOf: (domain) => members.get(domain) ?? houseOf(domain) ?? domain,
	};
}

function houseOf(domain: string): string | undefined {
	const [, house] = COUNTRIES.exec(domain) ?? [];
	return house && !APART.includes(domain) ? HOUSES[house] : undefined;
}

/** The domain of an address that was checked once, folded. */
export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
