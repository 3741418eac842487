import { describe, expect, it } from "vitest";
import {
	isAmong,
	networkOf,
	networkSet,
} from "../../src/subscriber/network.ts";

describe("a network", () => {
	it.each([
		["203.0.113.7", "203.0.113.7"],
		["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
		["2001:db8:1:2::9", "2001:db8:1:2::/64"],
		["2001:db8::9", "2001:db8:0:0::/64"],
		["2001:0DB8:0001:0002::", "2001:db8:1:2::/64"],
		["::ffff:203.0.113.7", "203.0.113.7"],
		["fe80::1%eth0", "fe80:0:0:0::/64"],
	])("of %s is %s", (address, network) => {
		expect(networkOf(address)).toBe(network);
	});

	it.each([null, "127.0.0.1", "127.1.2.3", "::1", "::ffff:127.0.0.1"])(
		"of %s is nobody's: it is capped by nothing",
		(address) => {
			expect(networkOf(address)).toBeNull();
		},
	);
});

describe("a set of proxies", () => {
	it("is addresses, ranges and the machine itself", () => {
		const set = networkSet(["loopback", "10.0.0.0/8", "2001:db8::/32"]);
		if (!set) throw new Error("no set");
		const among = (address: string) => isAmong(set, address);
		expect(
			["127.0.0.1", "::1", "10.9.8.7", "2001:db8:5::1"].map(among),
		).toEqual([true, true, true, true]);
		expect(["11.0.0.1", "2001:db9::1", "nonsense"].map(among)).toEqual([
			false,
			false,
			false,
		]);
	});

	it.each(["nonsense", "10.0.0.0/33", "10.0.0.0/x", "10.0.0.0/8/8", "::/129"])(
		"is not %s",
		(entry) => {
			expect(networkSet([entry])).toBeNull();
		},
	);
});
