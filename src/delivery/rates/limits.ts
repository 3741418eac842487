import type { Config } from "../../config/config.ts";
import type { MailServer } from "../../mail/mailer.ts";
import type { Rate } from "../../rate.ts";
import { domainGroups, domainOf } from "./domain-groups.ts";
import { scopeOf } from "./parse-domain-rates.ts";
import { type Slowdown, slowdownRate } from "./slowdown.ts";

/** A rate, and the messages that it counts. */
export interface Limit extends Rate {
	/** Empty: all servers together. */
	readonly server: string;
	/** A domain group; empty: all recipients. */
	readonly scope: string;
}

/** The limits that change while sending: slowdowns, and the warm-up of a new sender. */
export interface ThrottleState {
	/** By `serverScopeKey`. */
	readonly slowdowns: ReadonlyMap<string, Slowdown>;
	readonly warmUp: Rate | null;
}

export interface Limits {
	/** The scope of an address. */
	scopeOf(address: string): string;
	/** The limits that count this scope's messages through this server; scope empty: those that count every message. */
	limitsFor(server: string, scope: string, throttle: ThrottleState): Limit[];
	hasAny(throttle: ThrottleState): boolean;
	/** Whether any limit is for single domains. */
	hasByDomain(throttle: ThrottleState): boolean;
}

/** The key of one scope at one server in a map; scope empty: the whole server. */
export function serverScopeKey(server: string, scope: string): string {
	return `${server} ${scope}`;
}

/** All limits of the settings and of the servers. */
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
		limitsFor(server, scope, { slowdowns, warmUp }) {
			const slowdown = slowdowns.get(serverScopeKey(server, scope));
			const atAllServers =
				scope === ""
					? [...sendRate, ...(warmUp ? [warmUp] : [])]
					: (byScope.get(scope) ?? byScope.get("*") ?? []);
			const atThisServer = [
				...(scope === "" ? (byServer.get(server) ?? []) : []),
				...(slowdown ? [slowdownRate(slowdown)] : []),
			];
			return [
				...atAllServers.map((rate) => ({ ...rate, server: "", scope })),
				...atThisServer.map((rate) => ({ ...rate, server, scope })),
			];
		},
		hasAny: ({ slowdowns, warmUp }) =>
			slowdowns.size > 0 ||
			warmUp !== null ||
			sendRate.length > 0 ||
			domainRates.size > 0 ||
			servers.some(({ rates }) => rates.length > 0),
		hasByDomain: ({ slowdowns }) =>
			domainRates.size > 0 ||
			[...slowdowns.keys()].some((key) => !key.endsWith(" ")),
	};
}
