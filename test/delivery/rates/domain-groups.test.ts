import { describe, expect, it } from "vitest";
import {
	domainGroups,
	domainOf,
} from "../../../src/delivery/rates/domain-groups.ts";
import {
	domainRateFaults,
	parseDomainGroups,
	parseDomainRates,
} from "../../../src/delivery/rates/parse-domain-rates.ts";

const known = domainGroups(new Map());

it.each([
	["gmail.com", "gmail.com"],
	["googlemail.com", "gmail.com"],
	["hotmail.com", "outlook.com"],
	["hotmail.fr", "outlook.com"],
	["live.co.uk", "outlook.com"],
	["outlook.com.br", "outlook.com"],
	["msn.com", "outlook.com"],
	["ymail.com", "yahoo.com"],
	["yahoo.co.uk", "yahoo.com"],
	["yahoo.co.jp", "yahoo.co.jp"],
	["live.example.com", "live.example.com"],
	["notgmail.com", "notgmail.com"],
	["example.com", "example.com"],
])("the domain %s belongs to the group %s", (domain, group) => {
	expect(known.groupOf(domain)).toBe(group);
});

it("domainOf returns the domain of an address in lower case", () => {
	expect(domainOf("Ada@Example.COM")).toBe("example.com");
});

it("a configured group takes precedence over a known provider", () => {
	const table = parseDomainGroups(
		"corp=corp.example, Corp.co.uk; mine=gmail.com",
	);
	const groups = domainGroups(table ?? new Map());
	expect(groups.groupOf("corp.co.uk")).toBe("corp");
	expect(groups.groupOf("gmail.com")).toBe("mine");
	expect(groups.groupOf("googlemail.com")).toBe("gmail.com");
});

describe("DOMAIN_RATE", () => {
	it("is read", () => {
		expect(
			parseDomainRates(" gmail.com=20/s,1000/h; corp = 10/s ;*=30/s; "),
		).toEqual(
			new Map([
				[
					"gmail.com",
					[
						{ limit: 20, periodMs: 1_000 },
						{ limit: 1_000, periodMs: 3_600_000 },
					],
				],
				["corp", [{ limit: 10, periodMs: 1_000 }]],
				["*", [{ limit: 30, periodMs: 1_000 }]],
			]),
		);
	});

	it.each([
		"",
		"gmail.com",
		"gmail.com=fast",
		"=20/s",
		"gmail.com=20/s;gmail.com=10/s",
		"*.com=20/s",
		"a@b.com=20/s",
	])("%j is refused", (text) => {
		expect(parseDomainRates(text)).toBeNull();
	});

	it.each([
		["gmail.com=20/s", []],
		["corp=20/s", []],
		["corp.example=20/s", []],
		[
			"nowhere=20/s",
			["nowhere is neither a domain nor a group in DOMAIN_GROUPS"],
		],
		[
			"gmail.com=20/s; googlemail.com=10/s",
			[
				"gmail.com and googlemail.com are in one group and share a limit: keep only one of them",
			],
		],
		[
			"corp=20/s; corp.example=10/s",
			[
				"corp and corp.example are in one group and share a limit: keep only one of them",
			],
		],
	])("%s: %j", (text, faults) => {
		const table = parseDomainGroups("corp=corp.example") ?? new Map();
		expect(
			domainRateFaults(parseDomainRates(text) ?? new Map(), table),
		).toEqual(faults);
	});
});

it.each([
	"",
	"corp",
	"corp=",
	"corp=localhost",
	"corp=a.example; corp=b.example",
	"a=x.example; b=x.example",
])("DOMAIN_GROUPS %j is refused", (text) => {
	expect(parseDomainGroups(text)).toBeNull();
});
