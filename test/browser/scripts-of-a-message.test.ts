import { once } from "node:events";
import { createServer } from "node:net";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { measureMessage } from "../../src/browser/measure-message.ts";
import { picture } from "../../src/browser/picture.ts";
import { launchBrowser } from "../support/browser.ts";

let browser: Browser;
beforeAll(async () => {
	browser = await launchBrowser();
});
afterAll(() => browser.close());

test("a script of a message does not run, and reaches nothing on this machine", async () => {
	let connections = 0;
	const server = createServer((socket) => {
		connections++;
		socket.destroy();
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	const html = `<!doctype html><html lang="en"><head><title>A</title></head><body>
		<p style="font-size:16px">Words</p>
		<script>
			document.body.innerHTML = '<p style="font-size:5px">Changed</p>';
			new WebSocket("ws://127.0.0.1:${port}/");
			fetch("http://127.0.0.1:${port}/");
		</script>
		<img src="http://127.0.0.1:${port}/a.png" onerror="new WebSocket('ws://127.0.0.1:${port}/')" alt="A" width="80" height="80">
		<iframe src="http://127.0.0.1:${port}/"></iframe></body></html>`;
	const { views, requests } = await measureMessage(
		browser,
		html,
		[{ width: 600, scheme: "light", styled: true, axeRules: "all" }],
		null,
	);
	await picture(browser, { html, width: 600, scheme: "light" }, null);
	server.close();
	expect(connections).toBe(0);
	expect(requests).toEqual([`http://127.0.0.1:${port}/a.png`]);
	expect(views[0]?.smallText).toEqual([]);
});
