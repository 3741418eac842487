import { expect, it } from "vitest";
import { readConfig } from "../../src/config.ts";
import { letterTo, scheduleInWords } from "../../src/subscriber/letters.ts";

it("tells when the digest comes", () => {
	expect(
		scheduleInWords({
			sendAt: { weekday: 7, hour: 6, minute: 5 },
			timeZone: "Europe/Berlin",
		}),
	).toBe("Sundays at 06:05 (Europe/Berlin)");
});

it("is addressed to the subscriber and signed by the publication", () => {
	const config = readConfig({ PUBLIC_URL: "https://digest.example.com/" });
	const letter = letterTo(
		config,
		{ name: null, email: "ada@example.com" },
		"https://digest.example.com/confirm/x",
	);
	expect(letter).toMatchObject({
		name: null,
		address: "ada@example.com",
		homeUrl: "https://digest.example.com/",
		schedule: "Tuesdays at 09:00 (UTC)",
	});
});
