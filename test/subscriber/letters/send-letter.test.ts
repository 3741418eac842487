import { expect, it } from "vitest";
import { readConfig } from "../../../src/config/config.ts";
import { letterBase } from "../../../src/subscriber/letters/send-letter.ts";

it("a letter is addressed to the subscriber and signed by the publication", () => {
	const config = readConfig({ PUBLIC_URL: "https://digest.example.com/" });
	const letter = letterBase(config, { name: null, email: "ada@example.com" });
	expect(letter).toEqual({
		publication: "Weekly AI Tool Verdicts",
		name: null,
		address: "ada@example.com",
		homeUrl: "https://digest.example.com/",
		postalAddress: config.postalAddress,
	});
});
