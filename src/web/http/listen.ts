import { createServer, type Server } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { getRequestListener, type HttpBindings } from "@hono/node-server";
import { GRACE_MS } from "../../abandon-after-grace.ts";
import { Failure } from "../../errors.ts";

export interface ListenOptions {
	host: string;
	/** 0: the system chooses a free one. */
	port: number;
	/** The name of the setting that has the port, for error messages. */
	setting?: string;
	/** How long close() waits for open requests before it aborts them, in milliseconds. Default: `GRACE_MS`. */
	graceMs?: number;
	/** How long a request may take to arrive whole, in milliseconds. Default: 30,000. */
	requestMs?: number;
	/** The longest that `Connection.allow` may grant to one request, in milliseconds. Default: `requestMs`, so that it grants nothing. */
	longestMs?: number;
	/** After so long without a byte, a connection with an open request is closed, in milliseconds. Default: 150,000. */
	idleMs?: number;
}

export interface Listening {
	/** Has no slash at the end. A host that means "all addresses" is shown as localhost. */
	readonly url: string;
	/** Accepts no more connections, closes idle ones and waits for open requests. May be called again. */
	close(): Promise<void>;
}

/** Has the socket, from which the client's address is read. */
export interface Connection extends HttpBindings {
	/** This request may take so long from now to arrive whole, in milliseconds. */
	allow(ms: number): void;
}

type Fetch = (
	request: Request,
	connection?: Connection,
) => Response | Promise<Response>;

/**
 * Serves `fetch` over HTTP/1.1 and HTTP/1.0, whose clients may send no Host.
 *
 * @throws Failure `port-in-use`, `bad-host` or `port-forbidden`
 */
export async function listen(
	fetch: Fetch,
	options: ListenOptions,
): Promise<Listening> {
	const { requestMs = REQUEST_MS } = options;
	const { longestMs = requestMs } = options;
	const answer = getRequestListener(
		(request, bindings) => {
			const connection = bindings as HttpBindings;
			const allow =
				longestMs > requestMs
					? cutWhenLate(connection, requestMs, longestMs)
					: () => {};
			return fetch(request, { ...connection, allow });
		},
		{ hostname: "localhost" },
	);
	let closing: Promise<void> | undefined;
	const server = createServer(CHECKS, (incoming, outgoing) => {
		if (closing) outgoing.setHeader("connection", "close");
		// Without this, a connection whose request ends after close() stays open for its keep-alive time.
		outgoing.once("close", () =>
			setImmediate(() => closing && server.closeIdleConnections()),
		);
		void answer(incoming, outgoing);
	});
	Object.assign(server, LIMITS, {
		requestTimeout: longestMs,
		timeout: options.idleMs ?? IDLE_MS,
	});
	await bind(server, options);
	return {
		url: urlOf(options.host, server),
		close: () => {
			closing ??= drain(server, options.graceMs ?? GRACE_MS);
			return closing;
		},
	};
}

/** No request of readers is larger than 16 KB: who takes longer holds a connection open for nothing. In milliseconds. */
const REQUEST_MS = 30_000;

const LIMITS = {
	headersTimeout: 10_000,
	maxConnections: 2_000,
};

/** So that the limits hold soon after they end, in milliseconds. */
const CHECKS = { connectionsCheckingInterval: 5_000 };

/** Longer than a write waits for the database (`db/sqlite-dialect.ts`). Who reads nothing of an answer would keep a connection for ever. */
const IDLE_MS = 150_000;

/**
 * Ends the connection of a request that has not arrived whole after `ms`. Node has
 * one limit for a whole server, and only some requests may take long.
 *
 * @returns grants the request another time from now on, at most `longestMs`
 */
function cutWhenLate(
	{ incoming, outgoing }: HttpBindings,
	ms: number,
	longestMs: number,
): (ms: number) => void {
	const cut = () => {
		if (incoming.complete) return;
		// As Node's own limit answers.
		if (!outgoing.headersSent)
			incoming.socket.write(
				"HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n",
			);
		incoming.socket.destroySoon();
	};
	let late = setTimeout(cut, ms);
	incoming.once("close", () => clearTimeout(late));
	return (granted) => {
		clearTimeout(late);
		late = setTimeout(cut, Math.min(granted, longestMs));
	};
}

function bind(server: Server, options: ListenOptions): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) =>
			reject(bindFailure(error, options)),
		);
		server.listen(options.port, options.host, () => {
			server.removeAllListeners("error");
			resolve();
		});
	});
}

function bindFailure(
	error: NodeJS.ErrnoException,
	{ host, port, setting = "PORT" }: ListenOptions,
): Error {
	switch (error.code) {
		case "EADDRINUSE":
			return new Failure(
				"port-in-use",
				`Port ${port} on ${host} is already in use. Stop the program that uses it, or set ${setting} to another port.`,
				{ cause: error },
			);
		case "EACCES":
			return new Failure(
				"port-forbidden",
				`This user may not open port ${port}. Set ${setting} to a port above 1023.`,
				{ cause: error },
			);
		case "EADDRNOTAVAIL":
		case "ENOTFOUND":
			return new Failure(
				"bad-host",
				`This machine has no address ${host}. Set HOST to one of its addresses, such as 127.0.0.1, or to 0.0.0.0 for all.`,
				{ cause: error },
			);
		default:
			return error;
	}
}

function drain(server: Server, graceMs: number): Promise<void> {
	return new Promise((resolve) => {
		const cut = setTimeout(() => server.closeAllConnections(), graceMs);
		server.close(() => {
			clearTimeout(cut);
			resolve();
		});
		server.closeIdleConnections();
	});
}

function urlOf(host: string, server: Server): string {
	const { port } = server.address() as AddressInfo;
	const shown = host === "0.0.0.0" || host === "::" ? "localhost" : host;
	return `http://${isIPv6(shown) ? `[${shown}]` : shown}:${port}`;
}
