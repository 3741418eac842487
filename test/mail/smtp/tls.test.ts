import { expect, test } from "vitest";
import { testTls } from "../../support/tls.ts";
import { mailOf, withLane } from "./lane-setting.ts";

const login = { user: "digest", pass: "p%w:/ü" };
const withLogin = (url: string) =>
	url.replace("//", "//digest:p%25w%3A%2F%C3%BC@");

test("STARTTLS is used when the server offers it", async () => {
	await withLane({ tls: testTls, pipelining: true }, async (lane, sink) => {
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.messages[0]?.secure).toBe(true);
	});
});

test("smtps uses TLS from the first byte", async () => {
	await withLane({ tls: testTls, implicitTls: true }, async (lane, sink) => {
		expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
		expect(sink.messages[0]?.secure).toBe(true);
		expect(sink.commands).not.toContain("STARTTLS");
	});
});

test.each([false, true])(
	"no login and no message goes to a server with an untrusted certificate (implicit TLS: %s)",
	async (implicitTls) => {
		await withLane(
			{ tls: testTls, implicitTls, login },
			async (lane, sink) => {
				expect(await lane.handover(mailOf(100))).toEqual({
					kind: "unsent",
					error: expect.stringMatching(/self-signed certificate/),
					authentication: false,
				});
				expect(sink.commands.filter((l) => /^(AUTH|MAIL)/.test(l))).toEqual([]);
			},
			{ ca: "", url: ({ url }) => withLogin(url) },
		);
	},
);

test("no login and no message is sent when TLS is required and the server does not offer it", async () => {
	await withLane(
		{ login },
		async (lane, sink) => {
			expect(await lane.handover(mailOf(100))).toMatchObject({
				kind: "unsent",
				authentication: false,
			});
			expect(sink.commands.filter((l) => /^(AUTH|MAIL)/.test(l))).toEqual([]);
		},
		{ url: ({ url }) => `${withLogin(url)}?tls=required` },
	);
});

test("STARTTLS is not used with tls=off", async () => {
	await withLane(
		{ tls: testTls },
		async (lane, sink) => {
			expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
			expect(sink.messages[0]?.secure).toBe(false);
		},
		{ url: ({ url }) => `${url}?tls=off` },
	);
});

test("the login is sent over TLS, once for each connection", async () => {
	await withLane(
		{ tls: testTls, login, pipelining: true },
		async (lane, sink) => {
			for (let i = 0; i < 3; i++)
				expect((await lane.handover(mailOf(100))).kind).toBe("accepted");
			const said = sink.commands.map((line) => line.split(" ")[0]);
			expect(said.slice(0, 4)).toEqual(["EHLO", "STARTTLS", "EHLO", "AUTH"]);
			expect(said.filter((verb) => verb === "AUTH")).toHaveLength(1);
		},
		{ url: ({ url }) => withLogin(url) },
	);
});

test("a wrong password is reported as an authentication failure that does not quote it", async () => {
	await withLane(
		{ tls: testTls, login },
		async (lane, sink) => {
			const result = await lane.handover(mailOf(100));
			expect(result).toMatchObject({ kind: "unsent", authentication: true });
			expect(JSON.stringify(result)).toContain("535 5.7.8");
			expect(JSON.stringify(result)).not.toMatch(/wrong-one|digest/);
			expect(sink.messages).toEqual([]);
		},
		{ url: ({ url }) => url.replace("//", "//digest:wrong-one@") },
	);
});

test("EHLO uses the name in the URL", async () => {
	await withLane(
		{},
		async (lane, sink) => {
			await lane.handover(mailOf(100));
			expect(sink.commands[0]).toBe("EHLO news.example.com");
		},
		{ url: ({ url }) => `${url}?name=news.example.com` },
	);
});
