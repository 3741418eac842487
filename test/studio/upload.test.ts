import { request as httpRequest } from "node:http";
import fc from "fast-check";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { NO_LOGIN } from "../../src/studio/access/admit.ts";
import { tokenField } from "../../src/studio/form-token.ts";
import { guardStudio } from "../../src/studio/guard.ts";
import {
	BadForm,
	boundaryOf,
	readMultipart,
} from "../../src/studio/multipart.ts";
import { sentUpload } from "../../src/studio/upload.ts";
import { type Listening, listen } from "../../src/web/http/listen.ts";

const ROUTE = "/studio/import";
const HOST = "localhost:8081";

/** An app with the studio's guard, whose one page answers what it was sent. */
const app = new Hono();
app.use(guardStudio("a key", NO_LOGIN));
app.get("/form", (c) => c.html(tokenField(c, "a key")));
app.post("*", async (c) => {
	const { fields, files } = await sentUpload(c);
	return c.json({
		fields: [...fields],
		files: files.map(({ field, name, bytes }) => [
			field,
			name,
			Buffer.from(bytes).toString("base64"),
		]),
	});
});

let cookie = "";
let token = "";
let server: Listening;

beforeAll(async () => {
	const page = await app.request("/form", { headers: { host: HOST } });
	cookie = page.headers.get("set-cookie")?.split(";")[0] ?? "";
	token = /value="([^"]+)"/.exec(await page.text())?.[1] ?? "";
	server = await listen(app.fetch, {
		host: "127.0.0.1",
		port: 0,
		requestMs: 1_000,
		longestMs: 60_000,
	});
});

afterAll(() => server.close());

type Files = readonly (readonly [
	field: string,
	name: string,
	bytes: Uint8Array<ArrayBuffer>,
])[];

/** Written by Node's own encoder, as browsers do (HTML, 4.10.21.8). */
async function encoded(
	fields: readonly (readonly [string, string])[],
	files: Files = [],
): Promise<{ type: string; body: Buffer }> {
	const form = new FormData();
	for (const [name, value] of fields) form.append(name, value);
	for (const [field, name, bytes] of files)
		form.append(field, new File([bytes], name));
	const written = new Response(form);
	return {
		type: written.headers.get("content-type") ?? "",
		body: Buffer.from(await written.arrayBuffer()),
	};
}

async function send(
	{ type, body }: { type: string; body: Buffer | ReadableStream },
	{ path = ROUTE, ...headers }: Record<string, string> = {},
) {
	const answer = await app.request(path, {
		method: "POST",
		headers: {
			host: HOST,
			origin: `http://${HOST}`,
			"content-type": type,
			...(Buffer.isBuffer(body) && { "content-length": `${body.length}` }),
			cookie,
			...headers,
		},
		body: Buffer.isBuffer(body) ? new Uint8Array(body) : body,
		duplex: "half",
	} as RequestInit);
	return { status: answer.status, text: await answer.text() };
}

const inForm = (text: string) => text.replace(/\r\n|\r|\n/g, "\r\n");

const text = fc
	.string({ unit: "grapheme", maxLength: 40 })
	.map((one) => one.replace(/[[\p{Cc}]--[\t\n\r]]/gv, "x"));
const fileName = fc
	.string({ unit: "grapheme", minLength: 1, maxLength: 30 })
	.map((one) => `${one.replace(/[\p{Cc}\p{Bidi_Control}/\\]/gu, "x")}.json`)
	// A browser does not escape "%", so "%22" in a name can't be told from '"'.
	.filter((one) => !/%(?:22|0[AD])/.test(one));
const bytes = fc.oneof(
	fc.uint8Array({ maxLength: 200 }),
	fc
		.constantFrom("\r\n--", "\r\n", "--", "\r\n------formdata")
		.map(Buffer.from),
);

test("2,000 ordinary forms arrive as they were sent", async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.tuple(text, text), { maxLength: 4 }),
			fc.array(fc.tuple(text, fileName, bytes), { maxLength: 3 }),
			async (fields, files) => {
				const sent = await encoded(
					[["token", token], ...fields],
					files as unknown as Files,
				);
				const { status, text } = await send(sent);
				expect([status, status === 200 ? "" : text]).toEqual([200, ""]);
				expect(JSON.parse(text)).toEqual({
					fields: [["token", token], ...fields].map((one) => one.map(inForm)),
					files: files.map(([field, name, content]) => [
						inForm(field),
						name,
						Buffer.from(content).toString("base64"),
					]),
				});
			},
		),
		{ numRuns: 2_000 },
	);
}, 30_000);

test("a form with a forged token, or whose token is not first, is refused before its file is read", async () => {
	const file = ["file", "a.json", new Uint8Array(100_000)] as const;
	for (const fields of [
		[["token", "forged"]],
		[["token", `${token}x`]],
		[
			["text", "first"],
			["token", token],
		],
		[],
	] as const) {
		const { type, body } = await encoded([...fields], [file]);
		let pulled = 0;
		const stream = new ReadableStream({
			pull(controller) {
				if (pulled >= body.length) return controller.close();
				controller.enqueue(new Uint8Array(body.subarray(pulled, pulled + 512)));
				pulled += 512;
			},
		});
		const { status, text } = await send(
			{ type, body: stream },
			{ "content-length": `${body.length}` },
		);
		expect([400, 403]).toContain(status);
		expect(text).toMatch(/another session|begins with a f/);
		expect(pulled).toBeLessThan(8_192);
	}
	const good = await encoded([["token", token]], [file]);
	expect((await send(good)).status).toBe(200);
	expect((await send(good, { cookie: "" })).status).toBe(403);
	expect((await send(good, { origin: "http://evil.example" })).status).toBe(
		403,
	);
});

test("only a page that takes files is sent some, and it says how many bytes it takes", async () => {
	const good = await encoded(
		[["token", token]],
		[["file", "a.txt", new Uint8Array(9)]],
	);
	for (const path of ["/studio", `${ROUTE}/`, `${ROUTE}/x`, "/studio/catalog"])
		expect((await send(good, { path })).status).toBe(415);
	const long = await send(good, { "content-length": "21000001" });
	expect([long.status, long.text]).toEqual([
		413,
		"This form is too long: it may have 21 MB. Go back, and send less at a time.\n",
	]);
	for (const length of ["", "-1", "1e3", "0x10", "many"])
		expect((await send(good, { "content-length": length })).status).toBe(411);
});

test("only a file that follows the token of a session may arrive slowly; any other request is cut off", async () => {
	const { type, body } = await encoded(
		[["token", token]],
		[["file", "a.txt", new Uint8Array(9_000)]],
	);
	/** Sends the head and so many bytes of the form, and keeps the rest back. */
	const begin = (sent: number, changed: Record<string, string> = {}) => {
		const { path = ROUTE, ...headers } = changed;
		const request = httpRequest(`${server.url}${path}`, {
			method: "POST",
			headers: {
				host: HOST,
				origin: `http://${HOST}`,
				"content-type": type,
				"content-length": `${body.length}`,
				cookie,
				...headers,
			},
		});
		const status = new Promise<number | string>((resolve) => {
			request.on("response", (response) => {
				response.resume();
				resolve(response.statusCode ?? 0);
			});
			request.on("error", (error: NodeJS.ErrnoException) =>
				resolve(error.code ?? ""),
			);
		});
		const closed = new Promise<void>((resolve) => {
			request.on("close", resolve);
		});
		request.write(body.subarray(0, sent));
		return { request, status, closed };
	};
	const slow = begin(1_000);
	const others = [
		begin(20),
		begin(1_000, { cookie: "" }),
		begin(1_000, { path: "/studio/sign-in" }),
		begin(1_000, { "content-type": "application/x-www-form-urlencoded" }),
	];
	await Promise.all(others.map(({ closed }) => closed));
	expect(await Promise.all(others.map(({ status }) => status))).toEqual([
		408, 403, 415, 408,
	]);
	slow.request.end(body.subarray(1_000));
	expect(await slow.status).toBe(200);
});

test("a length that lies is refused, whichever way it lies", async () => {
	const good = await encoded(
		[["token", token]],
		[["file", "a.txt", new Uint8Array(9_000)]],
	);
	for (const lie of [-8_000, -1, 1, 8_000, 10_000_000]) {
		const { status, text } = await send(good, {
			"content-length": `${good.body.length + lie}`,
		});
		expect(status).toBe(400);
		expect(text).toMatch(/(?:longer|shorter) than it says/);
	}
});

test("junk is refused with a sentence, and never throws", async () => {
	const { type, body } = await encoded(
		[
			["token", token],
			["text", "words"],
		],
		[["file", "a.json", new Uint8Array([1, 2, 3])]],
	);
	const boundary = boundaryOf(type) ?? "";
	const whole = body.toString("latin1");
	const part = (head: string) =>
		Buffer.from(`--${boundary}\r\n${head}\r\n\r\nx\r\n--${boundary}--\r\n`);
	for (const head of [
		"",
		"X: y",
		"Content-Disposition: form-data",
		'Content-Disposition: attachment; name="a"',
		"Content-Disposition: form-data; name=a",
		`Content-Disposition: form-data; name="a"; filename*=UTF-8''b`,
		'Content-Disposition: form-data; name="a"; name="b"',
		'Content-Disposition: form-data; name="a"\r\nContent-Transfer-Encoding: base64',
		'Content-Disposition: form-data; name="\xff"',
		'Content-Disposition: form-data; name="a"; filename=""',
		...[
			"../a",
			"a\\b",
			"..",
			"a\x00",
			"a\x1b[2J",
			"a\u{202e}nosj",
			"x".repeat(256),
		].map(
			(name) => `Content-Disposition: form-data; name="a"; filename="${name}"`,
		),
	])
		expect(
			() =>
				readMultipart(
					head.includes("\xff")
						? Buffer.from(part(head).toString(), "latin1")
						: part(head),
					boundary,
				),
			head,
		).toThrow(BadForm);
	fc.assert(
		fc.property(
			fc.nat(whole.length),
			fc.nat(40),
			fc.uint8Array({ maxLength: 40 }),
			(at, cut, junk) => {
				const changed = Buffer.concat([
					body.subarray(0, at),
					junk,
					body.subarray(at + cut),
				]);
				try {
					readMultipart(changed, boundary);
				} catch (error) {
					expect(error).toBeInstanceOf(BadForm);
				}
			},
		),
		{ numRuns: 2_000 },
	);
	for (const junk of [
		"",
		"--",
		"\r\n",
		"x".repeat(9_000),
		`--${boundary}\r\n`,
	]) {
		const { status } = await send({ type, body: Buffer.from(junk) });
		expect(status).toBe(400);
	}
	const many = await encoded([
		["token", token],
		...Array.from({ length: 1_000 }, () => ["a", ""] as const),
	]);
	expect((await send(many)).text).toContain("more than 1000 fields");
	const control = await encoded([
		["token", token],
		["text", "a\x00b"],
	]);
	expect((await send(control)).text).toContain("control character");
	for (const bad of [
		"multipart/form-data",
		"multipart/form-data; boundary=",
		`multipart/form-data; boundary=${"x".repeat(71)}`,
		`multipart/form-data; charset=utf-8; boundary=${boundary}`,
		"multipart/mixed; boundary=x",
	])
		expect((await send({ type: bad, body })).status).toBe(415);
});

test("over a real connection, a large form arrives and a forged one is answered", async () => {
	const { port } = new URL(server.url);
	const host = `127.0.0.1:${port}`;
	const post = ({ type, body }: { type: string; body: Buffer }) =>
		new Promise<{ status: number; length: number }>((resolve, reject) => {
			const request = httpRequest(
				`${server.url}${ROUTE}`,
				{
					method: "POST",
					headers: {
						host,
						origin: `http://${host}`,
						cookie,
						"content-type": type,
						"content-length": body.length,
					},
				},
				(answer) => {
					let length = 0;
					answer.on("data", (chunk: Buffer) => {
						length += chunk.length;
					});
					answer.on("end", () =>
						resolve({ status: answer.statusCode ?? 0, length }),
					);
				},
			);
			request.on("error", reject);
			request.end(body);
		});
	const large = new Uint8Array(3_000_000).fill(97);
	const good = await post(
		await encoded([["token", token]], [["file", "a.json", large]]),
	);
	expect(good.status).toBe(200);
	expect(good.length).toBeGreaterThan(4_000_000);
	const small = new Uint8Array(50_000);
	const forged = await post(
		await encoded([["token", "forged"]], [["file", "a.json", small]]),
	);
	expect(forged.status).toBe(403);
});
