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

/** A number means: rejected with that code. `login`: unsent, because the login was refused. */
type Expected = "accepted" | "unsent" | "login" | "unsure" | number;

const fin: Fault = { drop: "fin" };
const reset: Fault = { drop: "reset" };
const hang: Fault = { hang: true };
const late: Fault = { late: 50 };
const answers = (reply: string): Fault => ({ reply });
/** A reply that ends before its CRLF. */
const truncated = (reply: string): Fault => ({
	reply: Buffer.from(reply),
	drop: "fin",
});

const connecting: [Fault, Expected][] = [
	[fin, "unsent"],
	[reset, "unsent"],
	[hang, "unsent"],
	[late, "accepted"],
	[answers("421 4.3.2 going down"), "unsent"],
	[answers("554 5.7.1 go away"), "unsent"],
	[answers("what now"), "unsent"],
];

const envelope: [Fault, Expected][] = [
	[fin, "unsent"],
	[reset, "unsent"],
	[hang, "unsent"],
	[late, "accepted"],
	[answers("421 4.7.28 too fast"), 421],
	[answers("450 4.2.1 later"), 450],
	[answers("452 4.5.3 full"), 452],
	[answers("550 5.1.1 nobody here"), 550],
	[
		answers("550-5.1.1 nobody here\r\n550-5.1.1 of that name\r\n550 5.1.1 end"),
		550,
	],
	[answers("530 5.7.0 log in first"), "login"],
	[answers("what now"), "unsent"],
	[truncated("250 2.0"), "unsent"],
];

const table: [Phase, [Fault, Expected][]][] = [
	["greeting", connecting],
	// To a server that refuses EHLO, nodemailer sends HELO, and goes on.
	[
		"EHLO",
		connecting.map(([f, e]) =>
			"reply" in f && !`${f.reply}`.startsWith("421")
				? [f, "accepted"]
				: [f, e],
		),
	],
	// A 421 before RCPT is not about the recipient.
	["MAIL", envelope.map(([f, e]) => [f, e === 421 ? "unsent" : e])],
	["RCPT", envelope],
	["DATA", [...envelope, [answers("250 2.0.0 not what was asked"), "unsent"]]],
	[
		"body",
		[
			[fin, "unsure"],
			[reset, "unsure"],
			[hang, "unsure"],
			[answers("421 4.4.2 no time"), 421],
			[answers("452 4.3.1 no room"), 452],
			[answers("552 5.3.4 too much"), 552],
		],
	],
	[
		"dot",
		[
			[fin, "unsure"],
			[reset, "unsure"],
			[hang, "unsure"],
			[late, "accepted"],
			[answers("421 4.3.2 going down"), 421],
			[answers("451 4.7.1 greylisted"), 451],
			[answers("554 5.7.1 spam"), 554],
			[answers("554-5.7.1 spam\r\n554 5.7.1 indeed"), 554],
			[answers("354 again"), "unsure"],
			[answers("what now"), "unsure"],
			[truncated("250 2.0.0 taken, or"), "unsure"],
			[truncated("25"), "unsure"],
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
			[answers("421 bye"), "unsent"],
			[answers("454 4.7.0 no TLS now"), "unsent"],
		],
	],
	[
		"AUTH",
		[
			[fin, "unsent"],
			[hang, "unsent"],
			[late, "accepted"],
			[answers("421 4.7.0 bye"), "unsent"],
			[answers("454 4.7.0 cannot tell now"), "unsent"],
			[answers("535 5.7.8 wrong"), "login"],
			[answers("534 5.7.9 too weak"), "login"],
		],
	],
];

describe.concurrent.each(servers)(
	"with a server of kind %s,",
	(_title, setting) => {
		const phases = setting.login ? [...table, ...atLogin] : table;
		const cases = phases.flatMap(([phase, faults]) =>
			faults.flatMap(([fault, expected]) =>
				sizes.map(([size, bytes]) => ({
					title: `${phase} (${titleOf(fault)}) makes a ${size} message ${expected}`,
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

		test.for(others)("a fault at $title", (one, { expect }) =>
			showResult(one, {}, expect),
		);

		// All cases wait at once. In each, only the time limit of the phase that hangs is short.
		test("a handover to a server that hangs ends at the time limit of that phase", async ({
			expect,
		}) => {
			await Promise.all(
				hangs.map((one) =>
					showResult(one, { [limitOf(one.phase)]: 3_000 }, expect),
				),
			);
			expect(hangs.length).toBeGreaterThan(10);
		});
	},
);

interface Case {
	title: string;
	setting: SinkSetting;
	phase: Phase;
	fault: Fault;
	expected: Expected;
	bytes: number;
}

function limitOf(phase: Phase): keyof SmtpTimeouts {
	if (phase === "greeting") return "greeting";
	if (["EHLO", "STARTTLS", "AUTH"].includes(phase)) return "session";
	return phase === "body" || phase === "dot" ? "reply" : "envelope";
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
			// When the result is unsure, the server may have the message or not.
			const taken = sink.accepted();
			if (result.kind === "accepted")
				expect(taken.map(({ raw }) => raw.equals(message.raw))).toEqual([true]);
			else if (result.kind !== "unsure") expect(taken).toEqual([]);

			// No bytes of it arrive later, and the lane goes on with the next message.
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
