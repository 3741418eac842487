import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import { mailOf, withLane } from "./lane-setting.ts";

test.each([
	["disconnects", undefined],
	["answers 421 and disconnects", "421 4.4.2 idle for too long"],
])(
	"a lane connects again to a server that %s between two messages",
	async (_how, reply) => {
		await withLane({ pipelining: true }, async (lane, sink) => {
			for (let i = 0; i < 5; i++) {
				expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
				if (reply) sink.say(`${reply}\r\n`);
				sink.disconnect();
				// Sometimes before this side knows that the connection is closed, sometimes after.
				if (i % 2) await wait(20);
			}
			expect(sink.connections).toBe(5);
			expect(sink.accepted()).toHaveLength(5);
		});
	},
);

test("a lane connects again when the server limits the messages of one connection", async () => {
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

test("a lane does not connect a third time when a new connection gets a 421 too", async () => {
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

test("a lane does not send an unsure message again by itself", async () => {
	await withLane({}, async (lane, sink) => {
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		sink.once("dot", { drop: "reset" });
		expect((await lane.handover(mailOf(100))).kind).toBe("unsure");
		expect(sink.connections).toBe(1);
		expect(sink.messages).toHaveLength(2);
	});
});
