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

/** Speaks to the server in so many words. */
async function say(words: string): Promise<string> {
	const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
	socket.write(words);
	return text(socket);
}

it("lets a client of 1996 leave: HTTP/1.0, no Host", async () => {
	const body = "List-Unsubscribe=One-Click";
	const answer = await say(
		`POST ${ada.path} HTTP/1.0\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
	);
	expect(answer).toMatch(/^HTTP\/1\.1 200 /);
	expect(await state()).toBe("unsubscribed");
});

it("takes a body in chunks, and again", async () => {
	const post = () =>
		say(
			`POST ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n1a\r\nList-Unsubscribe=One-Click\r\n0\r\n\r\n`,
		);
	expect(await post()).toMatch(/^HTTP\/1\.1 200 /);
	expect(await state()).toBe("unsubscribed");
	expect(await post()).toMatch(/^HTTP\/1\.1 200 /);
});

it("takes a multipart body", async () => {
	const body = new FormData();
	body.set("List-Unsubscribe", "One-Click");
	const response = await fetch(server.url + ada.path, { method: "POST", body });
	expect(response.status).toBe(200);
	expect(await state()).toBe("unsubscribed");
});

it("refuses a body without end", async () => {
	const chunk = `1000\r\n${"x".repeat(0x1000)}\r\n`;
	const answer = await say(
		`POST ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(6)}0\r\n\r\n`,
	);
	expect(answer).toMatch(/^HTTP\/1\.1 413 /);
	expect(await state()).toBe("active");
});

it("answers HEAD like GET, without the body", async () => {
	const head = await say(
		`HEAD ${ada.path} HTTP/1.1\r\nHost: digest.example.com\r\nConnection: close\r\n\r\n`,
	);
	expect(head).toMatch(/^HTTP\/1\.1 200 /);
	expect(head).toMatch(/\r\n\r\n$/);
	expect(head).toMatch(/content-security-policy: default-src 'none'/i);
	expect(await state()).toBe("active");
});
