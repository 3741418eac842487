/** Says which domains share a limit, because the same servers receive their mail. */
export interface DomainGroups {
	/** The name of the domain's group; the domain itself when it is in none. */
	groupOf(domain: string): string;
}

/** The domains of each configured group, by the name of the group. */
export type GroupTable = ReadonlyMap<string, readonly string[]>;

/** The domains of each mailbox provider. The first one names the group. */
const PROVIDERS: readonly (readonly string[])[] = [
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

/** A mailbox provider's domains in single countries: `hotmail.fr`, `live.co.uk`, `yahoo.com.br`. */
const COUNTRY_DOMAINS =
	/^(hotmail|live|msn|outlook|yahoo)\.(?:com?\.)?[a-z]{2}$/;
const COUNTRY_GROUPS: Record<string, string> = {
	hotmail: "outlook.com",
	live: "outlook.com",
	msn: "outlook.com",
	outlook: "outlook.com",
	yahoo: "yahoo.com",
};
/** These belong to a different company with the same name. */
const SEPARATE = ["yahoo.co.jp", "yahoo.ne.jp"];

const GROUP_BY_DOMAIN = new Map(
	PROVIDERS.flatMap((group) =>
		group.map((domain) => [domain, group[0] ?? domain] as const),
	),
);

/** The known groups and the configured ones. A domain that is in both belongs to the configured one. */
export function domainGroups(configured: GroupTable): DomainGroups {
	const byDomain = new Map(GROUP_BY_DOMAIN);
	for (const [name, domains] of configured)
		for (const domain of domains) byDomain.set(domain, name);
	return {
		groupOf: (domain) => byDomain.get(domain) ?? providerOf(domain) ?? domain,
	};
}

function providerOf(domain: string): string | undefined {
	const [, provider] = COUNTRY_DOMAINS.exec(domain) ?? [];
	return provider && !SEPARATE.includes(domain)
		? COUNTRY_GROUPS[provider]
		: undefined;
}

/** The domain of a valid address, in lower case. */
export function domainOf(address: string): string {
	return address.slice(address.lastIndexOf("@") + 1).toLowerCase();
}
