import { afterEach, beforeEach, expect, it } from "vitest";
import type { Handover, Lane, Mailer } from "../../../src/mail/mailer.ts";
import { createSmtpMailer } from "../../../src/mail/smtp/smtp-mailer.ts";
import { readSmtpUrls } from "../../../src/mail/smtp/smtp-url.ts";
import { FakeClock } from "../../support/clock.ts";
import { type Sink, startSink } from "../../support/smtp-sink.ts";
import { mailOf } from "./lane-setting.ts";

let one: Sink;
let other: Sink;
let clock: FakeClock;
let mailer: Mailer;
let turns: [string, boolean][];
beforeEach(async () => {
	one = await startSink();
	other = await startSink();
	clock = new FakeClock();
	turns = [];
	mailer = mailerOf(`${one.url}?weight=3`, other.url);
});
afterEach(async () => {
	await mailer.close();
	await Promise.all([one.close(), other.close()]);
});

function mailerOf(...urls: string[]): Mailer {
	return createSmtpMailer(urls.join(" "), {
		clock,
		timeouts: { reply: 2_000 },
		onTurn: (server, error) => turns.push([server, error === null]),
	});
}

const mail = (server?: string): Handover => ({
	...mailOf(200),
	...(server ? { server } : {}),
});

/** Sends one message as the sender does: asks where to, and goes there. */
async function send(lane: Lane) {
	return lane.handover(mail(lane.servers()[0]));
}

function serverOf(sink: Sink): string {
	return `smtp://127.0.0.1:${sink.port}`;
}

it("deals lanes out by weight, each with one connection", async () => {
	const lanes = Array.from({ length: 4 }, () => mailer.lane());
	for (let round = 0; round < 3; round++)
		await Promise.all(lanes.map((lane) => send(lane)));
	expect([one.messages.length, other.messages.length]).toEqual([9, 3]);
	expect([one.connections, other.connections]).toEqual([3, 1]);
});

it("says who they are, each by a name of its own, without the logins", () => {
	const many = createSmtpMailer(
		"smtps://user:secret@a.example?rate=5/s,100/d smtps://me:hidden@a.example smtp://b.example:25",
	);
	expect(many.description).toBe(
		"smtps://a.example:465, smtps://a.example:465#2, smtp://b.example:25",
	);
	expect(many.servers.map(({ rates }) => rates.length)).toEqual([2, 0, 0]);
	expect(JSON.stringify(many)).not.toMatch(/secret|hidden/);
});

it("each server verifies certificates and takes a login by TLS alone", () => {
	const servers = readSmtpUrls("smtp://u:p@a.example smtp://u:p@b.example");
	expect(servers.map(({ startTls }) => startTls)).toEqual([
		"required",
		"required",
	]);
});

it("sends where it is told, and changes the connection for it", async () => {
	const lane = mailer.lane();
	expect(lane.servers()).toEqual([serverOf(one), serverOf(other)]);
	await lane.handover(mail(serverOf(other)));
	await lane.handover(mail(serverOf(one)));
	expect([one.messages.length, other.messages.length]).toEqual([1, 1]);
	expect(other.commands).toContain("QUIT");
});

it("a server that dies is set aside, its lanes go to the other, and it is tried again by one", async () => {
	const lanes = Array.from({ length: 4 }, () => mailer.lane());
	one.fault = ({ phase }) =>
		phase === "greeting" ? { drop: "fin" } : undefined;
	const results = [];
	for (let round = 0; round < 3; round++)
		results.push(...(await Promise.all(lanes.map((lane) => send(lane)))));
	const failed = results.filter(({ kind }) => kind === "unsent");
	expect(failed).toHaveLength(3);
	for (const result of failed)
		expect(result).toMatchObject({ elsewhere: true });
	expect(other.messages).toHaveLength(9);
	expect(turns).toEqual([[serverOf(one), false]]);
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
	expect(turns.at(-1)).toEqual([serverOf(one), true]);
	// The others come back, up to its share.
	expect(
		lanes.filter((lane) => lane.servers()[0] === serverOf(one)),
	).toHaveLength(3);
});

it("a message whose fate is unsure stays so, though another server is up", async () => {
	const lane = mailer.lane();
	one.once("dot", { drop: "reset" });
	const result = await send(lane);
	expect(result).toMatchObject({ kind: "unsure", elsewhere: true });
	expect(other.messages).toHaveLength(0);
});

it("only when every server is down does a failure speak for all of them", async () => {
	for (const sink of [one, other])
		sink.fault = ({ phase }) =>
			phase === "greeting" ? { drop: "fin" } : undefined;
	const lane = mailer.lane();
	const results = [];
	for (let time = 0; time < 8; time++) results.push(await send(lane));
	expect(
		results.map((result) => "elsewhere" in result && result.elsewhere),
	).toEqual([true, true, true, false, false, false, false, false]);
});

it("a letter that names no server goes by whichever can be reached", async () => {
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
])("%j is refused", (urls, sentence) => {
	expect(() => readSmtpUrls(urls)).toThrow(sentence);
});
