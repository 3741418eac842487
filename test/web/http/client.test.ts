import { Hono } from "hono";
import { describe, expect, it } from "vitest";
import { clientReader } from "../../../src/web/http/client.ts";

/** The address that is read for a request from this peer with this header. */
async function addressOf(
	peer: string | undefined,
	forwardedFor?: string,
): Promise<string | null> {
	const clientOf = clientReader(["loopback", "10.0.0.0/8", "2001:db8:f::/48"]);
	const app = new Hono().get("/", (c) => c.json(clientOf(c).ip));
	const headers: Record<string, string> =
		forwardedFor === undefined ? {} : { "x-forwarded-for": forwardedFor };
	const response = await app.request(
		"/",
		{ headers },
		{ incoming: { socket: { remoteAddress: peer } } },
	);
	return (await response.json()) as string | null;
}

describe("the address of a client", () => {
	it.each<[string, string, string | undefined, string]>([
		["the peer's without the header", "10.0.0.1", undefined, "10.0.0.1"],
		["the peer's with an empty header", "10.0.0.1", " , ,", "10.0.0.1"],
		[
			"the last one that no trusted proxy has",
			"10.0.0.1",
			"6.6.6.6, 198.51.100.1, 10.0.0.2",
			"198.51.100.1",
		],
		[
			"read past proxies that add a port, or write IPv4 as IPv6",
			"::ffff:10.0.0.1",
			"6.6.6.6, 198.51.100.1:4711, [2001:db8:f::2]:443, ::ffff:10.0.0.2, ::ffff:a00:3",
			"198.51.100.1",
		],
		["in brackets", "127.0.0.1", "[2001:db8::7]:443", "2001:db8::7"],
		["without its zone id", "::1", "fe80::7%eth0", "fe80::7"],
		[
			"read past empty entries",
			"10.0.0.1",
			"6.6.6.6,,198.51.100.1, ,10.0.0.2,",
			"198.51.100.1",
		],
		["the peer's if all hops are proxies", "10.0.0.1", "10.0.0.3", "10.0.0.1"],
	])("is %s", async (_, peer, forwardedFor, expected) => {
		expect(await addressOf(peer, forwardedFor)).toBe(expected);
	});

	it.each([
		["a peer that is no trusted proxy", "203.0.113.9", "10.0.0.1"],
		["a peer that only looks like one", "::ffff:203.0.113.9", "127.0.0.1"],
	])("is not taken from the header of %s", async (_, peer, forwardedFor) => {
		expect(await addressOf(peer, forwardedFor)).toBe("203.0.113.9");
	});

	it.each(["unknown", "_hidden", "999.1.1.1", "10", "<script>", "127.0.0.1/8"])(
		"is not read from the entries before %s, which is no address",
		async (entry) => {
			const forwardedFor = `6.6.6.6, ${entry}, 10.0.0.2`;
			expect(await addressOf("10.0.0.1", forwardedFor)).toBe("10.0.0.1");
		},
	);

	it("is found in a header of 10,000 entries", async () => {
		const spoofed = Array(5_000).fill("6.6.6.6");
		const proxies = Array(5_000).fill("10.0.0.2");
		const forwardedFor = [...spoofed, "198.51.100.1", ...proxies].join(",");
		expect(await addressOf("10.0.0.1", forwardedFor)).toBe("198.51.100.1");
	});

	it("is unknown without a socket", async () => {
		expect(await addressOf(undefined, "198.51.100.1")).toBeNull();
	});
});
