import { expect, it } from "vitest";
import { readConfig } from "../../src/config/config.ts";

it("the settings of rate limits are read", () => {
	const config = readConfig({
		SMTP_URL: "smtps://u:p@a.example?weight=3&rate=5/s,100/d smtp://b.example",
		SEND_RATE: "50/s 2000/m",
		DOMAIN_RATE: "gmail.com=20/s; corp=1/s; *=30/s",
		DOMAIN_GROUPS: "corp=corp.example",
		WARM_UP: "500 x2",
	});
	expect(config.sendRate).toHaveLength(2);
	expect([...config.domainRates.keys()]).toEqual(["gmail.com", "corp", "*"]);
	expect(config.domainGroups.get("corp")).toEqual(["corp.example"]);
	expect(config.warmUp).toEqual({ first: 500, factor: 2 });
});

it("every wrong rate limit is named at once, without the login of a server", () => {
	const wrong = () =>
		readConfig({
			SMTP_URL: "smtps://u:secret@a.example smtps://u:secret@b.example?pool=1",
			SEND_RATE: "fast",
			DOMAIN_RATE: "gmail.com",
			DOMAIN_GROUPS: "corp",
			WARM_UP: "500",
		});
	for (const sentence of [
		/ {2}SMTP_URL: has an unknown option, pool/,
		/ {2}SEND_RATE: must be written like 50\/s/,
		/ {2}DOMAIN_RATE: must be/,
		/ {2}DOMAIN_GROUPS: must be/,
		/ {2}WARM_UP: must be/,
	])
		expect(wrong).toThrow(sentence);
	expect(wrong).not.toThrow(/secret/);
});

it("a domain with two limits and a name that is no domain are refused", () => {
	const wrong = () =>
		readConfig({
			DOMAIN_RATE: "gmail.com=20/s; googlemail.com=1/s; corp=1/s",
		});
	expect(wrong).toThrow("gmail.com and googlemail.com are in one group");
	expect(wrong).toThrow("corp is neither a domain");
});
