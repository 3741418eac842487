import { setImmediate as turn } from "node:timers/promises";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createGroupCommit } from "../../../src/delivery/ledger/group-commit.ts";

beforeEach(() => vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => vi.useRealTimers());

/** Records the batches. The write of a batch ends when `end` is called. */
function groupCommit(batchSize: number) {
	const batches: number[][] = [];
	const ends: (() => void)[] = [];
	const add = createGroupCommit<number>(batchSize, (batch) => {
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

it("a full batch is written with all items that are added in the same turn", async () => {
	const { add, batches } = groupCommit(2);
	add(1, 2, 3);
	expect(batches).toEqual([]);
	await turn();
	expect(batches).toEqual([[1, 2, 3]]);
});

it("a batch that is not full is written one millisecond later", async () => {
	const { add, batches } = groupCommit(4);
	add(1);
	await turn();
	expect(batches).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(batches).toEqual([[1]]);
});

it("items that are added while a batch is written go into the next batch", async () => {
	const { add, batches, end } = groupCommit(2);
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

it("every item is written once, in the order in which it was added", async () => {
	const { add, batches, end } = groupCommit(3);
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
