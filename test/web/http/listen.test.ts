import { once } from "node:events";
import { Agent, createServer, get } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, it } from "vitest";
import {
	type Listening,
	type ListenOptions,
	listen,
} from "../../../src/web/http/listen.ts";

const open: Listening[] = [];

afterEach(async () => {
	await Promise.all(open.splice(0).map((server) => server.close()));
});

async function start(
	fetch: Parameters<typeof listen>[0],
	options: Partial<ListenOptions> = {},
) {
	const server = await listen(fetch, {
		host: "127.0.0.1",
		port: 0,
		...options,
	});
	open.push(server);
	return server;
}

/** Resolves when a plain server ends an idle connection by itself. */
async function keepAliveTimeout(): Promise<void> {
	const server = createServer((_request, response) => response.end());
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const agent = new Agent({ keepAlive: true });
	const [response] = await once(
		get({ host: "127.0.0.1", port, agent }),
		"response",
	);
	const { socket } = response;
	response.resume();
	await once(socket, "close");
	server.close();
}

const portOf = (server: Listening) => Number(new URL(server.url).port);

it("listen answers an HTTP/1.0 client that sends no Host", async () => {
	const server = await start(async (request) => {
		const { pathname } = new URL(request.url);
		return new Response(
			`${request.method} ${pathname} ${await request.text()}`,
		);
	});
	const socket = connect(portOf(server), "127.0.0.1");
	socket.end("POST /act HTTP/1.0\r\nContent-Length: 2\r\n\r\nhi");
	const answer = await text(socket);
	expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
	expect(answer).toMatch(/\r\n\r\nPOST \/act hi$/);
});

it("a client that reads nothing of the answers is cut off, and one that reads them is not", async () => {
	const answer = "x".repeat(4 * 1024 * 1024);
	const server = await start(() => new Response(answer), { idleMs: 2_000 });
	const deaf = connect(portOf(server), "127.0.0.1").pause();
	const broken = once(deaf, "error");
	const request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
	deaf.write(request.repeat(20));
	const reader = connect(portOf(server), "127.0.0.1");
	reader.write(request.repeat(19));
	reader.write(request.replace("Host", "Connection: close\r\nHost"));
	const read = text(reader);
	expect((await read).length).toBeGreaterThan(20 * answer.length);
	// Only writing shows that the other side is gone.
	const writing = setInterval(() => deaf.write(request), 20);
	const [error] = await broken;
	clearInterval(writing);
	expect(error.code).toMatch(/ECONNRESET|EPIPE/);
});

it("listen says which setting to change if the port is already in use", async () => {
	const first = await start(() => new Response("first"));
	const port = portOf(first);
	await expect(
		start(() => new Response("second"), { port, setting: "STUDIO_PORT" }),
	).rejects.toMatchObject({
		code: "port-in-use",
		message: expect.stringContaining("set STUDIO_PORT"),
	});
});

it("listen fails with bad-host if the machine has no such address", async () => {
	await expect(
		start(() => new Response(""), { host: "203.0.113.9" }),
	).rejects.toMatchObject({ code: "bad-host" });
});

it("listen returns a URL that a browser can open", async () => {
	const server = await start(() => new Response(""), { host: "0.0.0.0" });
	expect(server.url).toMatch(/^http:\/\/localhost:\d+$/);
});

it("close waits for an open request and closes its keep-alive connection", async () => {
	const begun = Promise.withResolvers<void>();
	const finish = Promise.withResolvers<void>();
	const server = await start(async () => {
		begun.resolve();
		await finish.promise;
		return new Response("whole");
	});
	const agent = new Agent({ keepAlive: true });
	const request = get(server.url, { agent });
	await begun.promise;
	let closed = false;
	const closing = server.close().then(() => {
		closed = true;
	});
	await expect(fetch(server.url)).rejects.toThrow();
	expect(closed).toBe(false);
	finish.resolve();
	const [response] = await once(request, "response");
	expect(await text(response)).toBe("whole");
	expect(
		await Promise.race([
			closing.then(() => "closed"),
			keepAliveTimeout().then(() => "still waiting for its client"),
		]),
	).toBe("closed");
	agent.destroy();
});

it("close aborts a request that takes longer than the grace period", async () => {
	const begun = Promise.withResolvers<void>();
	const server = await start(
		() => {
			begun.resolve();
			return new Promise<Response>(() => {});
		},
		{ graceMs: 20 },
	);
	const request = fetch(server.url).then(
		() => "answered",
		() => "cut off",
	);
	await begun.promise;
	await server.close();
	expect(await request).toBe("cut off");
});
