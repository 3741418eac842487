import { setImmediate as turnOfTheLoop } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createClientQueue } from "../../../src/web/http/client-queue.ts";

describe("a queue of clients", () => {
	it("gives turns round between clients, in the order in which each asked", async () => {
		const queue = createClientQueue({ maxRunning: 1, maxWaiting: 100 });
		const order: string[] = [];
		const ask = async (name: string) => {
			const done = await queue.turn(name[0] ?? "");
			order.push(name);
			done?.();
		};
		await Promise.all(
			["a1", "a2", "a3", "a4", "b1", "b2", "c1"].map((name) => ask(name)),
		);
		expect(order).toEqual(["a1", "a2", "b1", "c1", "a3", "b2", "a4"]);
	});

	it("lets the rest of the process go on between two turns", async () => {
		const queue = createClientQueue({ maxRunning: 4, maxWaiting: 100 });
		let running = true;
		let passes = 0;
		const others = (async () => {
			for (; running; passes++) await turnOfTheLoop();
		})();
		const passesBefore: number[] = [];
		await Promise.all(
			Array.from({ length: 10 }, async () => {
				const done = await queue.turn("a");
				passesBefore.push(passes);
				done?.();
			}),
		);
		running = false;
		await others;
		for (const [n, before] of passesBefore.entries())
			if (n > 0) expect(before).toBeGreaterThan(passesBefore[n - 1] ?? -1);
	});

	it("has at most so many turns at a time, and refuses those beyond its length", async () => {
		const queue = createClientQueue({ maxRunning: 2, maxWaiting: 3 });
		const turns = Array.from({ length: 6 }, () => queue.turn("a"));
		const first = await turns[0];
		await turns[1];
		let third = false;
		void turns[2]?.then(() => {
			third = true;
		});
		for (let n = 0; n < 50; n++) await turnOfTheLoop();
		expect(third).toBe(false);
		first?.();
		expect(await turns[2]).toBeTypeOf("function");
		expect(await turns[5]).toBe(null);
	});
});
