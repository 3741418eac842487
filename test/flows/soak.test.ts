import { expect, it } from "vitest";
import { soak } from "../soak/soak.ts";

/* A short `npm run soak`; by default it kills two hundred senders. */

const random = Math.floor(Math.random() * 1_000_000);

it.each([[random, 4, 1_000]])(
	"a sender that is killed again and again keeps its promise (seed %i, %i kills, %i readers)",
	async (seed, kills, recipients) => {
		const lines: string[] = [];
		const report = await soak({
			seed,
			kills,
			recipients,
			lanes: 4,
			minutes: 3,
			busyDomains: false,
			say: (line) => lines.push(line),
		});
		expect(report.violations).toEqual([]);
		expect(report.overlooked).toEqual([]);
		// A run with two senders may kill one more than planned.
		expect(report.kills - kills).toBeOneOf([0, 1]);
		expect(lines.join("\n")).toContain("messages received");
	},
);
