import { describe, type ExpectStatic, test } from "vitest";
import type { HandoverResult } from "../../../src/mail/mailer.ts";
import type { SmtpTimeouts } from "../../../src/mail/smtp/timeouts.ts";
import type {
	Fault,
	Phase,
	Sink,
	SinkSetting,
} from "../../support/smtp-sink.ts";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

/** `421` is short for rejected with that code. */
type Expected = "accepted" | "unsent" | "login" | "unsure" | number;

const fin: Fault = { drop: "fin" };
const reset: Fault = { drop: "reset" };
const hang: Fault = { hang: true };
const late: Fault = { late: 50 };
const says = (reply: string): Fault => ({ reply });
/** A reply that was cut off before its CRLF. */
const cut = (reply: string): Fault => ({
	reply: Buffer.from(reply),
	drop: "fin",
});

const connecting: [Fault, Expected][] = [
	[fin, "unsent"],
	[reset, "unsent"],
	[hang, "unsent"],
	[late, "accepted"],
	[says("421 4.3.2 going down"), "unsent"],
	[says("554 5.7.1 go away"), "unsent"],
	[says("what now"), "unsent"],
];

const envelope: [Fault, Expected][] = [
	[fin, "unsent"],
	[reset, "unsent"],
	[hang, "unsent"],
	[late, "accepted"],
	[says("421 4.7.28 too fast"), 421],
	[says("450 4.2.1 later"), 450],
	[says("452 4.5.3 full"), 452],
	[says("550 5.1.1 nobody here"), 550],
	[
		says("550-5.1.1 nobody here\r\n550-5.1.1 of that name\r\n550 5.1.1 end"),
		550,
	],
	[says("530 5.7.0 log in first"), "login"],
	[says("what now"), "unsent"],
	[cut("250 2.0"), "unsent"],
];

const table: [Phase, [Fault, Expected][]][] = [
	["greeting", connecting],
	// A server that knows no EHLO is greeted with HELO, and none of that hurts.
	[
		"EHLO",
		connecting.map(([f, e]) =>
			"reply" in f && !`${f.reply}`.startsWith("421")
				? [f, "accepted"]
				: [f, e],
		),
	],
	// Closed before it was told of a recipient, a connection says nothing of one.
	["MAIL", envelope.map(([f, e]) => [f, e === 421 ? "unsent" : e])],
	["RCPT", envelope],
	["DATA", [...envelope, [says("250 2.0.0 not what was asked"), "unsent"]]],
	[
		"body",
		[
			[fin, "unsure"],
			[reset, "unsure"],
			[hang, "unsure"],
			[says("421 4.4.2 no time"), 421],
			[says("452 4.3.1 no room"), 452],
			[says("552 5.3.4 too much"), 552],
		],
	],
	[
		"dot",
		[
			[fin, "unsure"],
			[reset, "unsure"],
			[hang, "unsure"],
			[late, "accepted"],
			[says("421 4.3.2 going down"), 421],
			[says("451 4.7.1 greylisted"), 451],
			[says("554 5.7.1 spam"), 554],
			[says("554-5.7.1 spam\r\n554 5.7.1 indeed"), 554],
			[says("354 again"), "unsure"],
			[says("what now"), "unsure"],
			[cut("250 2.0.0 taken, or"), "unsure"],
			[cut("25"), "unsure"],
			[{ reply: "250 2.0.0 taken", drop: "fin" }, "accepted"],
			[{ reply: "451 4.3.0 not taken", drop: "reset" }, 451],
		],
	],
];

const login = { user: "digest", pass: "p%w:/ü" };
const servers: [string, SinkSetting][] = [
	["plain", {}],
	["pipelining", { pipelining: true }],
	["STARTTLS", { tls: testTls }],
	["STARTTLS, pipelining, login", { tls: testTls, pipelining: true, login }],
	["implicit TLS", { tls: testTls, implicitTls: true, pipelining: true }],
];
const sizes: [string, number][] = [
	["small", 300],
	["large", 300_000],
];

const atLogin: [Phase, [Fault, Expected][]][] = [
	[
		"STARTTLS",
		[
			[fin, "unsent"],
			[hang, "unsent"],
			[says("421 bye"), "unsent"],
			[says("454 4.7.0 no TLS now"), "unsent"],
		],
	],
	[
		"AUTH",
		[
			[fin, "unsent"],
			[hang, "unsent"],
			[late, "accepted"],
			[says("421 4.7.0 bye"), "unsent"],
			[says("454 4.7.0 cannot tell now"), "unsent"],
			[says("535 5.7.8 wrong"), "login"],
			[says("534 5.7.9 too weak"), "login"],
		],
	],
];

describe.concurrent.each(servers)("%s", (_title, setting) => {
	const phases = setting.login ? [...table, ...atLogin] : table;
	const cases = phases.flatMap(([phase, faults]) =>
		faults.flatMap(([fault, expected]) =>
			sizes.map(([size, bytes]) => ({
				title: `${phase}, ${titleOf(fault)}, ${size}: ${expected}`,
				setting,
				phase,
				fault,
				expected,
				bytes,
			})),
		),
	);
	const hangs = cases.filter(({ fault }) => "hang" in fault);
	const others = cases.filter(({ fault }) => !("hang" in fault));

	test.for(others)("$title", (one, { expect }) => showResult(one, {}, expect));

	// All of them wait at once, long enough for a machine that has other things to do.
	test("a server that hangs", async ({ expect }) => {
		const ms = 1500;
		const timeouts = { greeting: ms, session: ms, envelope: ms, reply: ms };
		await Promise.all(hangs.map((one) => showResult(one, timeouts, expect)));
		expect(hangs.length).toBeGreaterThan(10);
	});
});

interface Case {
	title: string;
	setting: SinkSetting;
	phase: Phase;
	fault: Fault;
	expected: Expected;
	bytes: number;
}

async function showResult(
	one: Case,
	timeouts: Partial<SmtpTimeouts>,
	expect: ExpectStatic,
): Promise<void> {
	const user = `${encodeURIComponent(login.user)}:${encodeURIComponent(login.pass)}`;
	const url = one.setting.login
		? (sink: Sink) => sink.url.replace("//", `//${user}@`)
		: (sink: Sink) => sink.url;
	await withLane(
		one.setting,
		async (lane, sink) => {
			sink.once(one.phase, one.fault);
			const message = mailOf(one.bytes);
			const result = await lane.handover(message);
			expect(summary(result), one.title).toBe(one.expected);
			// Whoever is unsure is right to be: the message may or may not be there.
			const taken = sink.accepted();
			if (result.kind === "accepted")
				expect(taken.map(({ raw }) => raw.equals(message.raw))).toEqual([true]);
			else if (result.kind !== "unsure") expect(taken).toEqual([]);

			// Nothing was kept back to arrive later, and the lane goes on.
			const next = mailOf(2000, "next@example.com");
			expect((await lane.handover(next)).kind, one.title).toBe("accepted");
			expect(sink.accepted().length).toBe(taken.length + 1);
			const last = sink.accepted().at(-1);
			expect(last?.recipient).toBe("next@example.com");
			expect(last?.raw.equals(next.raw)).toBe(true);
		},
		{ url, timeouts },
	);
}

function titleOf(fault: Fault): string {
	if ("reply" in fault)
		return `${JSON.stringify(fault.reply.toString())}${fault.drop ? ` and ${fault.drop}` : ""}`;
	return JSON.stringify(fault);
}

function summary(result: HandoverResult): Expected {
	if (result.kind === "rejected") return result.code;
	if (result.kind === "unsent" && result.authentication) return "login";
	return result.kind;
}
