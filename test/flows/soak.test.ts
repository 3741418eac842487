import { expect, it } from "vitest";
import { soak } from "../soak/soak.ts";

/* `npm run soak` in short; the long form kills two hundred times. */

const random = Math.floor(Math.random() * 1_000_000);

it.each([
	[1, 6, 1_500],
	[random, 3, 600],
])(
	"a sender that is killed again and again keeps its promise (seed %i, %i kills, %i readers)",
	async (seed, kills, recipients) => {
		const said: string[] = [];
		const report = await soak({
			seed,
			kills,
			recipients,
			lanes: 4,
			minutes: 1,
			busyDomains: false,
			say: (line) => said.push(line),
		});
		expect(report.findings).toEqual([]);
		expect(report.overlooked).toEqual([]);
		// A run with two senders may kill one more than was asked for.
		expect(report.kills - kills).toBeOneOf([0, 1]);
		expect(said.join("\n")).toContain("messages read");
	},
	90_000,
);
