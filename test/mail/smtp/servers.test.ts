import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Handover, Lane, Mailer } from "../../../src/mail/mailer.ts";
import type { ServerState } from "../../../src/mail/smtp/server-health.ts";
import { rankServers } from "../../../src/mail/smtp/servers.ts";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { readSmtpUrls } from "../../../src/mail/smtp/smtp-url.ts";
import { FakeClock } from "../../support/clock.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";
import { mailOf } from "./lane-setting.ts";

let one: Sink;
let other: Sink;
let clock: FakeClock;
let mailer: Mailer;
/** Each server that went down (false) or works again (true). */
let changes: [string, boolean][];
beforeEach(async () => {
	one = await startSink();
	other = await startSink();
	clock = new FakeClock();
	changes = [];
	mailer = mailerOf(`${one.url}?weight=3`, other.url);
});
afterEach(async () => {
	await mailer.close();
	await Promise.all([one.close(), other.close()]);
});

function mailerOf(...urls: string[]): Mailer {
	return createSmtpMailer(urls.join(" "), {
		clock,
		onServerChange: (server, error) => changes.push([server, error === null]),
	});
}

const mail = (server?: string): Handover => ({
	...mailOf(200),
	...(server ? { server } : {}),
});

/** Sends one message as the sender does: to the first server that the lane names. */
async function send(lane: Lane) {
	return lane.handover(mail(lane.servers()[0]));
}

function serverOf(sink: Sink): string {
	return `smtp://127.0.0.1:${sink.port}`;
}

it("a mailer assigns lanes to its servers by weight, each with one connection", async () => {
	const lanes = Array.from({ length: 4 }, () => mailer.lane());
	for (let round = 0; round < 3; round++)
		await Promise.all(lanes.map((lane) => send(lane)));
	expect([one.messages.length, other.messages.length]).toEqual([9, 3]);
	expect([one.connections, other.connections]).toEqual([3, 1]);
});

it("a mailer names each of its servers differently and without its login", () => {
	const many = createSmtpMailer(
		"smtps://user:secret@a.example?rate=5/s,100/d smtps://me:hidden@a.example smtp://b.example:25",
	);
	expect(many.description).toBe(
		"smtps://a.example:465, smtps://a.example:465#2, smtp://b.example:25",
	);
	expect(many.servers.map(({ rates }) => rates.length)).toEqual([2, 0, 0]);
	expect(JSON.stringify(many)).not.toMatch(/secret|hidden/);
});

it("each of several servers gets its login only over TLS", () => {
	const servers = readSmtpUrls("smtp://u:p@a.example smtp://u:p@b.example");
	expect(servers.map(({ startTls }) => startTls)).toEqual([
		"required",
		"required",
	]);
});

it("a lane sends to the server that the message names, and closes its connection to another", async () => {
	const lane = mailer.lane();
	expect(lane.servers()).toEqual([serverOf(one), serverOf(other)]);
	await lane.handover(mail(serverOf(other)));
	await lane.handover(mail(serverOf(one)));
	expect([one.messages.length, other.messages.length]).toEqual([1, 1]);
	expect(other.commands).toContain("QUIT");
});

it("when a server goes down, its lanes go to the other, and later one lane tries it again", async () => {
	const lanes = Array.from({ length: 4 }, () => mailer.lane());
	one.fault = ({ phase }) =>
		phase === "greeting" ? { drop: "fin" } : undefined;
	const results = [];
	for (let round = 0; round < 3; round++)
		results.push(...(await Promise.all(lanes.map((lane) => send(lane)))));
	const failed = results.filter(({ kind }) => kind === "unsent");
	expect(failed).toHaveLength(3);
	for (const result of failed)
		expect(result).toMatchObject({ otherServerUp: true });
	expect(other.messages).toHaveLength(9);
	expect(changes).toEqual([[serverOf(one), false]]);
	expect(lanes.map((lane) => lane.servers()[0])).toEqual(
		lanes.map(() => serverOf(other)),
	);

	clock.advance(15_000);
	expect(
		lanes.filter((lane) => lane.servers()[0] === serverOf(one)),
	).toHaveLength(1);
	one.fault = () => undefined;
	await Promise.all(lanes.map((lane) => send(lane)));
	expect(one.messages).toHaveLength(1);
	expect(changes.at(-1)).toEqual([serverOf(one), true]);
	// The other lanes come back, up to its share.
	expect(
		lanes.filter((lane) => lane.servers()[0] === serverOf(one)),
	).toHaveLength(3);
});

it("an unsure message is not sent by another server", async () => {
	const lane = mailer.lane();
	one.once("dot", { drop: "reset" });
	const result = await send(lane);
	expect(result).toMatchObject({ kind: "unsure", otherServerUp: true });
	expect(other.messages).toHaveLength(0);
});

it("a failure says that another server is up until every server is down", async () => {
	for (const sink of [one, other])
		sink.fault = ({ phase }) =>
			phase === "greeting" ? { drop: "fin" } : undefined;
	const lane = mailer.lane();
	const results = [];
	for (let time = 0; time < 8; time++) results.push(await send(lane));
	expect(
		results.map((result) => "otherServerUp" in result && result.otherServerUp),
	).toEqual([true, true, true, false, false, false, false, false]);
});

it("a message that names no server is sent by one that can be reached", async () => {
	one.fault = ({ phase }) =>
		phase === "greeting" ? { drop: "fin" } : undefined;
	const result = await mailer.lane().handover(mail());
	expect(result.kind).toBe("accepted");
	expect(other.messages).toHaveLength(1);
});

it.each([
	["", /not a URL/],
	["smtp://a.example?weight=0", /weight=/],
	["smtp://a.example?weight=2.5", /weight=/],
	["smtp://a.example?rate=fast", /rate=/],
	["smtp://a.example b.example", /not a URL/],
])("the SMTP URLs %j are refused", (urls, sentence) => {
	expect(() => readSmtpUrls(urls)).toThrow(sentence);
});

describe("ranking servers for a lane", () => {
	const server = (
		name: string,
		weight: number,
		lanes = 0,
		state: ServerState = "up",
		downUntil = 0,
	) => ({ name, weight, lanes, state, downUntil });

	/** Assigns lanes one after the other. Returns how many each server has. */
	function assigned(weights: readonly number[], count: number): number[] {
		const servers = weights.map((weight, index) => server(`${index}`, weight));
		for (let lane = 0; lane < count; lane++) {
			const [first] = rankServers(servers, null);
			if (first) first.lanes++;
		}
		return servers.map(({ lanes }) => lanes);
	}

	it.each([
		[[1, 1], 4, [2, 2]],
		[[3, 1], 4, [3, 1]],
		[[3, 1], 8, [6, 2]],
		[[2, 1, 1], 5, [3, 1, 1]],
		[[1, 1], 1, [1, 0]],
		[[5], 7, [7]],
	])(
		"gives servers of weights %j and %i lanes: %j",
		(weights, count, lanes) => {
			expect(assigned(weights, count)).toEqual(lanes);
		},
	);

	it("gives each server its share of the lanes, to within two", () => {
		fc.assert(
			fc.property(
				fc.array(fc.integer({ min: 1, max: 20 }), {
					minLength: 2,
					maxLength: 3,
				}),
				fc.integer({ min: 1, max: 100 }),
				(weights, count) => {
					const total = weights.reduce((sum, weight) => sum + weight, 0);
					assigned(weights, count).forEach((lanes, index) => {
						const share = (count * (weights[index] ?? 0)) / total;
						expect(Math.abs(lanes - share)).toBeLessThan(2);
					});
				},
			),
		);
	});

	it("leaves a lane at its server while no other is further below its share", () => {
		const [first, second] = [server("first", 1, 1), server("second", 1, 1)];
		expect(rankServers([first, second], second)[0]).toBe(second);
		const busy = { ...second, lanes: 2 };
		expect(rankServers([first, busy], second)[0]).toBe(first);
	});

	it("gives one lane to a server that is being probed, and none to one that is down", () => {
		const up = server("up", 1, 3);
		const names = (...servers: ReturnType<typeof server>[]) =>
			rankServers(servers, up).map(({ name }) => name);
		expect(names(up, server("down", 9, 0, "down", 5))).toEqual(["up"]);
		expect(names(up, server("idle", 9, 0, "probing"))[0]).toBe("idle");
		expect(names(up, server("tried", 9, 1, "probing"))).toEqual(["up"]);
	});

	it("puts the server that is tried again soonest first when all are down", () => {
		const order = rankServers(
			[server("late", 1, 0, "down", 9), server("soon", 1, 4, "down", 5)],
			null,
		);
		expect(order.map(({ name }) => name)).toEqual(["soon", "late"]);
	});
});

it("a message that names no server and is given up goes to no other server", async () => {
	const lane = mailer.lane();
	one.once("greeting", { hang: true });
	const handover = lane.handover(mail());
	while (one.connections === 0)
		await new Promise((resolve) => setImmediate(resolve));
	lane.abandon();
	expect((await handover).kind).toBe("unsent");
	expect(other.connections).toBe(0);
	expect((await lane.handover(mail())).kind).toBe("accepted");
});
