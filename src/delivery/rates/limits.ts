import type { Config } from "../../config/config.ts";
import type { MailServer } from "../../mail/mailer.ts";
import type { Rate } from "../../rate.ts";
import { domainGroups, domainOf } from "./domain-groups.ts";
import { scopeOf } from "./domain-rates.ts";
import { type Slowdown, slowdownRate } from "./slowdown.ts";

/** A rate, and whose messages it counts. */
export interface Limit extends Rate {
	/** Empty: all servers together. */
	readonly server: string;
	/** A domain group; empty: all recipients. */
	readonly scope: string;
}

/** What comes and goes: who asked for throttle, and how far a new sender is. */
export interface Throttle {
	/** By `placeOf`. */
	readonly slowdowns: ReadonlyMap<string, Slowdown>;
	readonly warmUp: Rate | null;
}

export interface Limits {
	/** The scope of an address. */
	scopeOf(address: string): string;
	/** The limits that count this scope's messages through this server; scope empty: those that count every message. */
	on(server: string, scope: string, throttle: Throttle): Limit[];
	any(throttle: Throttle): boolean;
	/** Whether any tells one domain from another. */
	anyByDomain(throttle: Throttle): boolean;
}

/** The key of a server's scope in a map. */
export function placeOf(server: string, scope: string): string {
	return `${server} ${scope}`;
}

export function createLimits(
	settings: Pick<Config, "sendRate" | "domainRates" | "domainGroups">,
	servers: readonly MailServer[],
): Limits {
	const { sendRate, domainRates, domainGroups: table } = settings;
	const groups = domainGroups(table);
	const byScope = new Map(
		[...domainRates].map(([name, rates]) => [
			name === "*" ? "*" : scopeOf(name, table, groups),
			rates,
		]),
	);
	const byServer = new Map(servers.map(({ name, rates }) => [name, rates]));

	return {
		scopeOf: (address) => groups.groupOf(domainOf(address)),
		on(server, scope, { slowdowns, warmUp }) {
			const slowdown = slowdowns.get(placeOf(server, scope));
			const everywhere =
				scope === ""
					? [...sendRate, ...(warmUp ? [warmUp] : [])]
					: (byScope.get(scope) ?? byScope.get("*") ?? []);
			const here = [
				...(scope === "" ? (byServer.get(server) ?? []) : []),
				...(slowdown ? [slowdownRate(slowdown)] : []),
			];
			return [
				...everywhere.map((rate) => ({ ...rate, server: "", scope })),
				...here.map((rate) => ({ ...rate, server, scope })),
			];
		},
		any: ({ slowdowns, warmUp }) =>
			slowdowns.size > 0 ||
			warmUp !== null ||
			sendRate.length > 0 ||
			domainRates.size > 0 ||
			servers.some(({ rates }) => rates.length > 0),
		anyByDomain: ({ slowdowns }) =>
			domainRates.size > 0 ||
			[...slowdowns.keys()].some((place) => !place.endsWith(" ")),
	};
}
