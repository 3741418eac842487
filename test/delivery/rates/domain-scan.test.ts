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

/** All candidates of one turn while these scopes are open. */
async function take(now: number, ...scopes: string[]): Promise<number[]> {
	const turn = { now, restarted: false };
	const ids: number[] = [];
	for (;;) {
		const next = await scan.next(trx, turn, (scope) => scopes.includes(scope));
		if (next === null || next === "scan-limit") return ids;
		ids.push(next.subscriberId);
	}
}

it("returns candidates in order, skips those of a closed scope, and returns them when the scope opens", async () => {
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
	// The blocked ones came from memory; one more page was read after them.
	expect(reads - read).toBe(1);
});

it("restarts at most once in a turn, so that unclaimed candidates are not returned for ever", async () => {
	fill(3, () => "example.com");
	expect(await take(0, "example.com")).toEqual([1, 2, 3]);
	expect(await take(0, "example.com")).toEqual([1, 2, 3]);
});

it("finds a delivery that became open before its position within a minute, though others are blocked", async () => {
	fill(12, () => "gmail.com");
	expect(await take(0)).toEqual([]);
	open.unshift({ subscriberId: 99, scope: "example.com" });
	expect(await take(59_000, "example.com")).toEqual([]);
	expect(await take(60_000, "example.com")).toEqual([99]);
});

it("restarts without delay when the clock is set back", async () => {
	fill(12, () => "gmail.com");
	await take(10 * 86_400_000);
	open.unshift({ subscriberId: 99, scope: "example.com" });
	expect(await take(0, "example.com")).toEqual([99]);
});

it("passes over at most 2,000 deliveries in one call and continues from there in the next", async () => {
	fill(4_500, (id) => (id === 4_500 ? "example.com" : "gmail.com"));
	const turn = () => ({ now: 0, restarted: false });
	const isOpen = (scope: string) => scope === "example.com";
	expect(await scan.next(trx, turn(), isOpen)).toBe("scan-limit");
	expect(await scan.next(trx, turn(), isOpen)).toBe("scan-limit");
	expect(await scan.next(trx, turn(), isOpen)).toEqual(open.at(-1));
});

it("lists the scopes of the next candidates", async () => {
	fill(6, (id) => (id % 2 ? "a.example" : "b.example"));
	await scan.next(trx, { now: 0, restarted: false }, () => true);
	expect(scan.upcomingScopes(2)).toEqual(["b.example", "a.example"]);
});

function idOf({ subscriberId }: DeliveryCandidate): number {
	return subscriberId;
}
