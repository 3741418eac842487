import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { mailOf, withLane } from "./lane-setting.ts";

test.each([
	["hangs up", undefined],
	["says why first", "421 4.4.2 idle for too long"],
])(
	"a server that %s between two messages is called again",
	async (_how, bye) => {
		await withLane({ pipelining: true }, async (lane, sink) => {
			for (let i = 0; i < 5; i++) {
				expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
				if (bye) sink.say(`${bye}\r\n`);
				sink.disconnect();
				// At once, before the news is here, and after it.
				if (i % 2) await wait(20);
			}
			expect(sink.connections).toBe(5);
			expect(sink.accepted()).toHaveLength(5);
		});
	},
);

test("a server's limit on messages for a connection costs nobody their message", async () => {
	await withLane({ pipelining: true }, async (lane, sink) => {
		const used = new Map<number, number>();
		sink.fault = ({ phase, connection }) => {
			if (phase !== "MAIL") return undefined;
			used.set(connection, (used.get(connection) ?? 0) + 1);
			return (used.get(connection) ?? 0) > 3
				? { reply: "421 4.7.0 too many messages in this connection" }
				: undefined;
		};
		for (let i = 0; i < 10; i++)
			expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.connections).toBe(4);
	});
});

test("a server that says 421 to a fresh connection as well is left alone", async () => {
	await withLane({}, async (lane, sink) => {
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		sink.fault = ({ phase }) =>
			phase === "MAIL" ? { reply: "421 4.7.28 slow down" } : undefined;
		expect(await lane.handover(mailOf(100))).toEqual({
			kind: "unsent",
			error: "421 4.7.28 slow down",
			authentication: false,
			closing: "later",
		});
		expect(sink.connections).toBe(2);
	});
});

test("a message that may be out is not sent again by the lane itself", async () => {
	await withLane({}, async (lane, sink) => {
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		sink.once("dot", { drop: "reset" });
		expect((await lane.handover(mailOf(100))).kind).toBe("unsure");
		expect(sink.connections).toBe(1);
		expect(sink.messages).toHaveLength(2);
	});
});
