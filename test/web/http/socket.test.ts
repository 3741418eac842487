import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, expect, it } from "vitest";
import { subscriberById } from "../../../src/db/subscriber/subscribers.ts";
import { type Listening, listen } from "../../../src/web/http/listen.ts";
import { freshSqlite, type TestDatabase } from "../../support/databases.ts";
import { openSite, type Site, subscribe } from "../site.ts";

let database: TestDatabase;
let site: Site;
let server: Listening;
let ada: { id: number; path: string };

beforeEach(async () => {
	database = await freshSqlite();
	site = openSite(database);
	ada = await subscribe(site);
	server = await listen(site.app.fetch, { host: "127.0.0.1", port: 0 });
});

afterEach(async () => {
	await server.close();
	await database.db.destroy();
});

const state = async () => (await subscriberById(database.db, ada.id))?.state;

/** Sends this text over a socket, and returns all that is answered. */
async function exchange(request: string): Promise<string> {
	const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
	socket.write(request);
	return text(socket);
}

it("unsubscribing works by HTTP/1.0 without a Host", async () => {
	const body = "List-Unsubscribe=One-Click";
	const answer = await exchange(
		`POST ${ada.path} HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
	);
	expect(answer).toMatch(/^HTTP\/1\.1 200 /);
	expect(await state()).toBe("unsubscribed");
});

it("unsubscribing works with a chunked body, and a second time", async () => {
	const post = () =>
		exchange(
			`POST ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\nList-Unsubscribe=One-Click\r\n0\r\n\r\n`,
		);
	expect(await post()).toMatch(/^HTTP\/1\.1 200 /);
	expect(await state()).toBe("unsubscribed");
	expect(await post()).toMatch(/^HTTP\/1\.1 200 /);
});

it("unsubscribing works with a multipart body", async () => {
	const body = new FormData();
	body.set("List-Unsubscribe", "One-Click");
	const response = await fetch(server.url + ada.path, { method: "POST", body });
	expect(response.status).toBe(200);
	expect(await state()).toBe("unsubscribed");
});

it("unsubscribing refuses a chunked body that is too large", async () => {
	const chunk = `1000\r\n${"x".repeat(0x1000)}\r\n`;
	const answer = await exchange(
		`POST ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}0\r\n\r\n`,
	);
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
	expect(await state()).toBe("active");
});

it("the unsubscribe page answers HEAD with headers only, and changes nothing", async () => {
	const head = await exchange(
		`HEAD ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\n\r\n`,
	);
	expect(head).toMatch(/^HTTP\/1\.1 200 /);
	expect(head).toMatch(/\r\n\r\n$/);
	expect(head).toMatch(/content-security-policy: default-src 'none'/i);
	expect(await state()).toBe("active");
});

it("a request that breaks off within its body is no fault of ours in the log, also when it is pipelined", async () => {
	const begin = `POST ${ada.path}/pause HTTP/1.1\r\nHost: digest.example.com\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nweeks`;
	const whole = "GET /healthz HTTP/1.1\r\nHost: digest.example.com\r\n\r\n";
	for (const before of ["", whole]) {
		const requests = site.logged().split('"request"').length;
		const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
		socket.on("error", () => {});
		socket.write(before + begin);
		if (before) await new Promise((read) => socket.once("data", read));
		socket.end();
		const expected = requests + (before ? 2 : 1);
		await expect
			.poll(() => site.logged().split('"request"').length)
			.toBe(expected);
	}
	expect(site.logged()).not.toContain("a page failed");
});
