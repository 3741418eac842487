import { beforeEach, expect, it } from "vitest";
import type { Trx } from "../../../src/db/schema.ts";
import {
	createDomainScan,
	type DeliveryCandidate,
	type DomainScan,
} from "../../../src/delivery/rates/domain-scan.ts";

const PAGE = 10;
const trx = {} as Trx;

let open: DeliveryCandidate[];
let reads: number;
let scan: DomainScan;
beforeEach(() => {
	open = [];
	reads = 0;
	scan = createDomainScan<number>(async (_trx, from) => {
		reads++;
		const place = from ?? 0;
		const found = open.slice(place, place + PAGE);
		return { found, next: found.length === PAGE ? place + PAGE : null };
	});
});

function fill(count: number, scopeOf: (id: number) => string): void {
	open = Array.from({ length: count }, (_, index) => ({
		subscriberId: index + 1,
		scope: scopeOf(index + 1),
	}));
}

/** Everything that comes in one turn while these scopes are open. */
async function take(now: number, ...scopes: string[]): Promise<number[]> {
	const turn = { now, restarted: false };
	const ids: number[] = [];
	for (;;) {
		const next = await scan.next(trx, turn, (scope) => scopes.includes(scope));
		if (next === null || next === "more") return ids;
		ids.push(next.subscriberId);
	}
}

it("comes in order, past those whose scope is closed, who come when it opens", async () => {
	fill(35, (id) => (id % 3 === 0 ? "gmail.com" : "example.com"));
	const first = await take(0, "example.com");
	expect(first).toEqual(
		open.filter(({ scope }) => scope === "example.com").map(idOf),
	);
	expect(scan.blockedScopes()).toEqual(["gmail.com"]);
	const read = reads;
	const gmail = open.filter(({ scope }) => scope === "gmail.com");
	open = [];
	expect(await take(1, "gmail.com")).toEqual(gmail.map(idOf));
	expect(scan.blockedScopes()).toEqual([]);
	// They were kept in memory; only then was it looked for more.
	expect(reads - read).toBe(1);
});

it("begins again once in a turn, so that what is not claimed yet does not come for ever", async () => {
	fill(3, () => "example.com");
	expect(await take(0, "example.com")).toEqual([1, 2, 3]);
	expect(await take(0, "example.com")).toEqual([1, 2, 3]);
});

it("finds what came open behind its back within a minute, though others are kept", async () => {
	fill(12, () => "gmail.com");
	expect(await take(0)).toEqual([]);
	open.unshift({ subscriberId: 99, scope: "example.com" });
	expect(await take(59_000, "example.com")).toEqual([]);
	expect(await take(60_000, "example.com")).toEqual([99]);
});

it("a clock set back does not put that off", async () => {
	fill(12, () => "gmail.com");
	await take(10 * 86_400_000);
	open.unshift({ subscriberId: 99, scope: "example.com" });
	expect(await take(0, "example.com")).toEqual([99]);
});

it("a scan passes over at most 2,000 candidates in one pick and continues there in the next", async () => {
	fill(4_500, (id) => (id === 4_500 ? "example.com" : "gmail.com"));
	const turn = () => ({ now: 0, restarted: false });
	const isOpen = (scope: string) => scope === "example.com";
	expect(await scan.next(trx, turn(), isOpen)).toBe("more");
	expect(await scan.next(trx, turn(), isOpen)).toBe("more");
	expect(await scan.next(trx, turn(), isOpen)).toEqual(open.at(-1));
});

it("says which scopes come next", async () => {
	fill(6, (id) => (id % 2 ? "a.example" : "b.example"));
	await scan.next(trx, { now: 0, restarted: false }, () => true);
	expect(scan.ahead(2)).toEqual(["b.example", "a.example"]);
});

function idOf({ subscriberId }: DeliveryCandidate): number {
	return subscriberId;
}
