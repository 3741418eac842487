import { expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { letterTo } from "../../../src/subscriber/letters/letters.ts";

it("is addressed to the subscriber and signed by the publication", () => {
	const config = readConfig({ PUBLIC_URL: "https://digest.example.com/" });
	const letter = letterTo(config, { name: null, email: "ada@example.com" });
	expect(letter).toEqual({
		publication: "Weekly AI Tool Verdicts",
		name: null,
		address: "ada@example.com",
		homeUrl: "https://digest.example.com/",
		postalAddress: config.postalAddress,
	});
});
