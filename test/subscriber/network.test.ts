import { describe, expect, it } from "vitest";
import {
	networkOf,
	networksInclude,
	parseIp,
	parseNetworks,
} from "../../src/subscriber/network.ts";

describe("networkOf", () => {
	it.each([
		["203.0.113.7", "203.0.113.7"],
		["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
		["2001:db8:1:2::9", "2001:db8:1:2::/64"],
		["2001:db8::9", "2001:db8:0:0::/64"],
		["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
		["::ffff:203.0.113.7", "203.0.113.7"],
		["::ffff:cb00:7107", "203.0.113.7"],
		["fe80::1%eth0", "fe80:0:0:0::/64"],
	])("counts %s as %s", (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	it.each([
		null,
		"",
		"nonsense",
		"127.0.0.1",
		"127.1.2.3",
		"::1",
		"::ffff:127.0.0.1",
	])("returns null for %s, which no rate limit counts", (address) => {
		expect(networkOf(address)).toBeNull();
	});
});

describe("parseIp", () => {
	it.each([
		["203.0.113.7:4711", "203.0.113.7"],
		["[2001:db8::1]:443", "2001:db8::1"],
		["[2001:DB8::1]", "2001:db8::1"],
		["[::ffff:203.0.113.7]:80", "203.0.113.7"],
		["fe80::1%eth0", "fe80::1"],
		[" 203.0.113.7 ", "203.0.113.7"],
	])("reads %s as %s", (text, address) => {
		expect(parseIp(text)?.toString()).toBe(address);
	});

	it.each([
		"",
		"unknown",
		"10",
		"0x7f.1",
		"010.0.0.1",
		"999.1.1.1",
		"203.0.113.7:80:90",
		"[203.0.113.7",
		"2001:db8::1]:443",
		"127.0.0.1, 10.0.0.1",
		"::ffff:999.0.0.1",
		"1:2:3:4:5:6:7:8:9",
		"%eth0",
	])("reads no address from %j", (text) => {
		expect(parseIp(text)).toBeNull();
	});
});

describe("parseNetworks", () => {
	it("reads addresses, ranges and the word loopback", () => {
		const networks = parseNetworks(["loopback", "10.0.0.0/8", "2001:db8::/32"]);
		if (!networks) throw new Error("no networks");
		const included = (address: string) => networksInclude(networks, address);
		expect(
			["127.0.0.1", "::1", "10.9.8.7", "2001:db8:5::1"].map(included),
		).toEqual([true, true, true, true]);
		expect(["11.0.0.1", "2001:db9::1", "nonsense"].map(included)).toEqual([
			false,
			false,
			false,
		]);
	});

	it("reads an address without a range as that address alone", () => {
		const networks =
			parseNetworks(["10.0.0.1", "::ffff:10.0.0.9", "2001:db8::1"]) ?? [];
		const included = (address: string) => networksInclude(networks, address);
		expect(["10.0.0.1", "10.0.0.9", "2001:db8::1"].map(included)).toEqual([
			true,
			true,
			true,
		]);
		expect(["10.0.0.2", "2001:db8::2"].map(included)).toEqual([false, false]);
	});

	it("reads /0 as every address of its family", () => {
		const networks = parseNetworks(["0.0.0.0/0"]) ?? [];
		expect(networksInclude(networks, "203.0.113.7")).toBe(true);
		expect(networksInclude(networks, "2001:db8::1")).toBe(false);
	});

	it.each([
		"nonsense",
		"10.0.0.0/33",
		"10.0.0.0/x",
		"10.0.0.0/8/8",
		"::/129",
		"10",
		"10/8",
		"10.0.0.0/",
		"10.0.0.0/-1",
		"10.0.0.0/255.0.0.0",
	])("refuses a list with the entry %s", (entry) => {
		expect(parseNetworks(["loopback", entry])).toBeNull();
	});
});
