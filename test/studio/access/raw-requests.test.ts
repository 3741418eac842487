import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createStudio } from "../../../src/studio/app.ts";
import { type Listening, listen } from "../../../src/web/http/listen.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { openWorld, type World } from "../world.ts";
import { type OpenAccess, openAccess } from "./open-access.ts";

let databases: TestDatabase[];
let access: OpenAccess;
let world: World;
let open: Listening;
let local: Listening;

beforeAll(async () => {
	databases = [await freshSqlite(), await freshSqlite()];
	const [one, two] = databases as [TestDatabase, TestDatabase];
	access = await openAccess(one);
	world = await openWorld(two);
	open = await listen(access.studio.fetch, { host: "127.0.0.1", port: 0 });
	local = await listen(createStudio(world.deps).fetch, {
		host: "127.0.0.1",
		port: 0,
	});
});

afterAll(async () => {
	await Promise.all([open.close(), local.close()]);
	await world.close();
	await access.app.dispose();
	for (const { db } of databases) await db.destroy();
});

/** What a server answers to exactly these lines: the status, and the rest. */
function ask(
	{ url }: Listening,
	lines: readonly string[],
): Promise<{ status: number; text: string }> {
	const { port } = new URL(url);
	return new Promise((resolve, reject) => {
		let text = "";
		const socket = connect(Number(port), "127.0.0.1", () => {
			socket.write([...lines, "Connection: close", "", ""].join("\r\n"));
		});
		socket.setEncoding("utf8");
		socket.on("data", (part) => {
			text += part;
		});
		socket.on("error", reject);
		socket.on("close", () =>
			resolve({ status: Number(/^HTTP\S+ (\d+)/.exec(text)?.[1] ?? 0), text }),
		);
	});
}

const HOST = "Host: studio.example.com";

test.each<[string, string[], number[]]>([
	[
		"a whole URL",
		["GET https://studio.example.com/studio HTTP/1.1", HOST],
		[302],
	],
	[
		"a whole URL of another host",
		["GET http://evil.example/studio HTTP/1.1", HOST],
		[302],
	],
	[
		"a whole URL and another Host",
		["GET https://studio.example.com/studio HTTP/1.1", "Host: evil.example"],
		[403],
	],
	[
		"two Hosts",
		["GET /studio HTTP/1.1", HOST, "Host: evil.example"],
		[400, 403],
	],
	[
		"two Hosts that are the same",
		["GET /studio HTTP/1.1", HOST, HOST],
		[400, 403],
	],
	["no Host in HTTP/1.0", ["GET /studio HTTP/1.0"], [403]],
	["no Host in HTTP/1.1", ["GET /studio HTTP/1.1"], [400]],
	[
		"the port that https has anyway",
		["GET /studio HTTP/1.1", `${HOST}:443`],
		[302],
	],
	["the port of http", ["GET /studio HTTP/1.1", `${HOST}:80`], [403]],
	["a dot after the host", ["GET /studio HTTP/1.1", `${HOST}.`], [403]],
	["an IPv6 address", ["GET /studio HTTP/1.1", "Host: [::1]"], [403]],
	[
		"a host that a proxy is said to have seen",
		[
			"GET /studio HTTP/1.1",
			"Host: localhost",
			"X-Forwarded-Host: studio.example.com",
		],
		[403],
	],
	[
		"what a proxy adds",
		[
			"GET /studio HTTP/1.1",
			HOST,
			"X-Forwarded-For: 127.0.0.1",
			"X-Forwarded-Proto: https",
			"Via: 1.1 proxy",
		],
		[302],
	],
	[
		"a path that replaces another",
		[
			"GET /studio/sign-in HTTP/1.1",
			HOST,
			"X-Original-URL: /studio/people",
			"X-Rewrite-URL: /studio/people",
		],
		[200],
	],
	[
		"a method that replaces another",
		[
			"GET /studio/people/1/erase HTTP/1.1",
			HOST,
			"X-HTTP-Method-Override: POST",
		],
		[302],
	],
	[
		"two Origins",
		[
			"POST /studio/sign-in HTTP/1.1",
			HOST,
			"Origin: https://studio.example.com",
			"Origin: https://evil.example",
			"Content-Length: 0",
		],
		[403],
	],
	[
		"two cookies of one name",
		[
			"GET /studio HTTP/1.1",
			HOST,
			`Cookie: __Host-studio_login=${"A".repeat(43)}`,
			`Cookie: __Host-studio_login=${"B".repeat(43)}`,
		],
		[302],
	],
	...[
		"PUT",
		"DELETE",
		"PATCH",
		"OPTIONS",
		"TRACE",
		"PROPFIND",
		"QUERY",
		"PURGE",
	].map((method): [string, string[], number[]] => [
		`the method ${method}`,
		[
			`${method} /studio/people HTTP/1.1`,
			HOST,
			"Origin: https://studio.example.com",
		],
		[400, 401],
	]),
])(
	"with a login a request with %s comes to no page of an editor",
	async (_, lines, expected) => {
		const { status, text } = await ask(open, lines);
		expect(expected).toContain(status);
		expect(text).not.toContain('<nav class="menu"');
		if (status === 302)
			expect(text).toMatch(/^location: \/studio\/sign-in\r?$/im);
	},
);

test.each<[string, string[]]>([
	[
		"a proxy's X-Forwarded-For",
		["Host: localhost:8081", "X-Forwarded-For: 203.0.113.9"],
	],
	[
		"a proxy's Forwarded",
		["Host: 127.0.0.1:8081", "Forwarded: for=203.0.113.9"],
	],
	[
		"a proxy's X-Forwarded-Host",
		["Host: localhost", "X-Forwarded-Host: digest.example.com"],
	],
	["a proxy's Via", ["Host: [::1]:8081", "Via: 1.1 proxy"]],
	["a dot after localhost", ["Host: localhost.:8081"]],
	["two Hosts", ["Host: localhost", "Host: evil.example"]],
])("without a login the studio refuses %s", async (_, headers) => {
	const { status, text } = await ask(local, [
		"GET /studio HTTP/1.1",
		...headers,
	]);
	expect([400, 403]).toContain(status);
	expect(text).not.toContain("<main");
});

test("without a login a client of this machine is answered, also in HTTP/1.0", async () => {
	expect(
		(await ask(local, ["GET /studio HTTP/1.1", "Host: localhost:8081"])).status,
	).toBe(200);
	expect((await ask(local, ["GET /studio HTTP/1.0"])).status).toBe(200);
});

test("a form that never ends is refused before a megabyte of it is kept", async () => {
	const { port } = new URL(open.url);
	const text = await new Promise<string>((resolve, reject) => {
		const socket = connect(Number(port), "127.0.0.1");
		const part = `10000\r\n${"a".repeat(0x10000)}\r\n`;
		let sent = 0;
		const more = () => {
			if (sent > 4_000_000)
				reject(new Error(`no answer after ${sent} bytes of a form`));
			sent += part.length;
			socket.write(part, () => socket.writable && setImmediate(more));
		};
		socket.on("error", reject);
		socket.once("data", (answer) => {
			socket.destroy();
			resolve(answer.toString());
		});
		socket.write(
			`POST /studio/sign-in HTTP/1.1\r\n${HOST}\r\nOrigin: https://studio.example.com\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n`,
			more,
		);
	});
	expect(text).toMatch(/^HTTP\/1\.1 413 /);
});
