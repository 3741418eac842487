import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createGroupCommit } from "../../../src/delivery/ledger/group-commit.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

/** Batches as they are written, each of which ends when it is told to. */
function writer(enough: number) {
	const batches: number[][] = [];
	const ends: (() => void)[] = [];
	const add = createGroupCommit<number>(enough, (batch) => {
		batches.push(batch);
		return new Promise((resolve) => ends.push(resolve));
	});
	return {
		add: (...numbers: number[]) => numbers.forEach(add),
		batches,
		async end() {
			ends.shift()?.();
			await turn();
		},
	};
}

it("a group commit writes as soon as the batch is full, with all items of the same turn of the event loop", async () => {
	const { add, batches } = writer(2);
	add(1, 2, 3);
	expect(batches).toEqual([]);
	await turn();
	expect(batches).toEqual([[1, 2, 3]]);
});

it("writes what is too little a moment later", async () => {
	const { add, batches } = writer(4);
	add(1);
	await turn();
	expect(batches).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(batches).toEqual([[1]]);
});

it("writes one batch at a time: what comes meanwhile is in the next", async () => {
	const { add, batches, end } = writer(2);
	add(1, 2);
	await turn();
	add(3, 4, 5);
	await turn();
	vi.advanceTimersByTime(1_000);
	expect(batches).toEqual([[1, 2]]);
	await end();
	await turn();
	expect(batches).toEqual([
		[1, 2],
		[3, 4, 5],
	]);
	await end();
	vi.advanceTimersByTime(1_000);
	await turn();
	expect(batches).toHaveLength(2);
});

it("a group commit loses no item and keeps the order, whenever items come", async () => {
	const { add, batches, end } = writer(3);
	for (let number = 0; number < 100; number++) {
		add(number);
		if (number % 7 === 0) await turn();
		if (number % 5 === 0) vi.advanceTimersByTime(1);
		if (number % 11 === 0) await end();
	}
	for (let rest = 0; rest < 5; rest++) {
		await end();
		await turn();
		vi.advanceTimersByTime(1);
	}
	expect(batches.flat()).toEqual(Array.from({ length: 100 }, (_, n) => n));
});
