import { expect, test } from "vitest";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

test("smtps:// to a server that begins without TLS names the setting and the fix", async () => {
	await withLane(
		{ tls: testTls },
		async (lane) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: expect.stringMatching(
					/does not begin with TLS, as smtps:\/\/ in SMTP_URL says\. Write smtp:\/\//,
				),
			});
		},
		{ url: ({ url }) => url.replace("smtp://", "smtps://") },
	);
});

test("smtp:// to a server that begins with TLS names the setting and the fix", async () => {
	await withLane(
		{ tls: testTls, implicitTls: true },
		async (lane) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: expect.stringMatching(/write smtps:\/\/ in SMTP_URL/),
			});
		},
		{
			url: ({ url }) => url.replace("smtps://", "smtp://"),
			timeouts: { greeting: 300 },
		},
	);
});

test.each([
	["", /write \?tls=offered behind it in SMTP_URL/],
	["u:p@", /a login goes out over TLS or not at all\. .*smtps:\/\//],
])(
	"where TLS is required, a server without it gets nothing, and the way out is named: %j",
	async (login, words) => {
		await withLane(
			{},
			async (lane, sink) => {
				sink.fault = ({ phase }) =>
					phase === "STARTTLS"
						? { reply: "502 5.5.1 Unrecognized command" }
						: undefined;
				expect(await lane.handover(mailOf(100))).toMatchObject({
					kind: "unsent",
					error: expect.stringMatching(words),
				});
				expect(sink.commands.join()).toMatch(/^EHLO [^,]*,STARTTLS$/);
			},
			{
				url: ({ url }) =>
					`${url.replace("smtp://", `smtp://${login}`)}?tls=required`,
			},
		);
	},
);

test("a server that can't begin TLS now is quoted", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			sink.fault = ({ phase }) =>
				phase === "STARTTLS"
					? { reply: "454 4.7.0 TLS not available" }
					: undefined;
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: "454 4.7.0 TLS not available",
			});
		},
		{ url: ({ url }) => `${url}?tls=required` },
	);
});

test("a handshake that fails is told without the words of OpenSSL's source", async () => {
	await withLane(
		{},
		async (lane, { port }) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				error: expect.stringMatching(
					`^TLS with the server 127.0.0.1:${port} could not begin: [^:]+\\.$`,
				),
			});
		},
		{ url: ({ url }) => `${url}?tls=required` },
	);
});

test.each([false, true])(
	"a certificate that nobody here trusts is called so, with the ways out (from the start: %s)",
	async (implicitTls) => {
		await withLane(
			{ tls: testTls, implicitTls },
			async (lane) => {
				expect(await lane.handover(mailOf(100))).toMatchObject({
					kind: "unsent",
					error: expect.stringMatching(
						/certificate of 127\.0\.0\.1:\d+ can't be trusted: self-signed certificate\. .*NODE_EXTRA_CA_CERTS/,
					),
				});
			},
			{ ca: "" },
		);
	},
);
