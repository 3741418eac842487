import { afterEach, beforeEach, expect, test } from "vitest";
import { createStudio } from "../../src/studio/app.ts";
import { freshSqlite, type TestDatabase } from "../support/databases.ts";
import { openWorld, type World } from "./world.ts";

let database: TestDatabase;
let world: World;

beforeEach(async () => {
	database = await freshSqlite();
	world = await openWorld(database);
});

afterEach(async () => {
	await world.close();
	await database.db.destroy();
});

const ask = (path: string, headers: Record<string, string> = {}) =>
	createStudio(world.deps).request(path, { headers });

test.each([
	"localhost",
	"localhost:8081",
	"LOCALHOST:8081",
	"127.0.0.1:8081",
	"[::1]:8081",
	"[::1]",
])("the studio answers at the host %s", async (host) => {
	expect((await ask("/studio", { host })).status).toBe(200);
});

test.each([
	"digest.example.com",
	"localhost.example.com",
	"127.0.0.1.example.com:8081",
	"localhost:8081@example.com",
	"192.168.1.10:8081",
	"0.0.0.0:8081",
	"[::1]x",
	"[::]:8081",
	" ",
	"",
])("the studio refuses the host %j, which may be any site", async (host) => {
	for (const path of ["/studio", "/mailbox", "/studio/events", "/nowhere"]) {
		const answer = await ask(path, { host });
		expect(answer.status).toBe(403);
		expect(await answer.text()).not.toContain("Quillmark");
	}
});

test("a page from elsewhere makes the studio do nothing, but a link may lead to it", async () => {
	const host = "localhost:8081";
	const from = async (site: string, mode: string, dest: string) =>
		(
			await ask("/studio/preview", {
				host,
				"sec-fetch-site": site,
				"sec-fetch-mode": mode,
				"sec-fetch-dest": dest,
			})
		).status;
	for (const site of ["cross-site", "same-site"]) {
		expect(await from(site, "no-cors", "image")).toBe(403);
		expect(await from(site, "no-cors", "empty")).toBe(403);
		expect(await from(site, "navigate", "iframe")).toBe(403);
		expect(await from(site, "navigate", "document")).toBe(200);
	}
	expect(await from("same-origin", "cors", "empty")).toBe(200);
	expect(await from("none", "navigate", "document")).toBe(200);
});

test("the studio refuses requests from another origin", async () => {
	const host = "localhost:8081";
	const from = async (origin: string) =>
		(await ask("/studio", { host, origin })).status;
	expect(await from("http://localhost:8081")).toBe(200);
	expect(await from("http://localhost:8080")).toBe(403);
	expect(await from("https://example.com")).toBe(403);
	expect(await from("null")).toBe(403);
});

test("every response forbids inline scripts, framing and sharing", async () => {
	for (const path of [
		"/studio",
		"/studio/preview",
		"/mailbox",
		"/studio/studio.js",
		"/nowhere",
	]) {
		const { headers } = await ask(path);
		const policy = headers.get("content-security-policy") ?? "";
		expect(policy).toContain("default-src 'none'");
		expect(policy).toContain("script-src 'self';");
		expect(policy).toContain("frame-ancestors 'none'");
		expect(policy).not.toContain("unsafe");
		expect(headers.get("access-control-allow-origin")).toBeNull();
		expect(headers.get("cache-control")).toBe("no-store");
		expect(headers.get("x-content-type-options")).toBe("nosniff");
		expect(headers.get("referrer-policy")).toBe("same-origin");
	}
});

test("pages contain no inline script, event handler or style", async () => {
	await world.subscribe("ada@example.com", "Ada", ["quillmark"]);
	for (const path of ["/studio", "/studio/preview", "/mailbox"]) {
		const page = await (await ask(path)).text();
		expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
		expect(page).not.toMatch(/<[^>]+\s(?:on\w+|style)=/);
	}
});

test("without a form of its own the studio answers only GET and HEAD", async () => {
	const studio = createStudio(world.deps);
	for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
		expect((await studio.request("/studio", { method })).status).toBe(403);
	const head = await studio.request("/studio", { method: "HEAD" });
	expect(head.status).toBe(200);
});

test("/ redirects to the dashboard", async () => {
	const answer = await ask("/");
	expect(answer.status).toBe(302);
	expect(answer.headers.get("location")).toBe("/studio");
});
