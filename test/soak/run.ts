import { parseArgs } from "node:util";
import type { DeliveryState } from "../../src/db/schema.ts";
import { type SoakReport, soak } from "./soak.ts";

/*
 * npm run soak -- [--kills 200] [--recipients 20000] [--lanes 4] [--seed N] [--minutes 10]
 */

const { values } = parseArgs({
	options: {
		kills: { type: "string", default: "200" },
		recipients: { type: "string", default: "20000" },
		lanes: { type: "string", default: "4" },
		minutes: { type: "string", default: "10" },
		seed: {
			type: "string",
			default: String(Math.floor(Math.random() * 1_000_000)),
		},
	},
});
const words = Object.entries(values).map(
	([name, value]) => `--${name} ${value}`,
);
console.log(`Repeat with: npm run soak -- ${words.join(" ")}`);

const report = await soak({
	kills: Number(values.kills),
	recipients: Number(values.recipients),
	lanes: Number(values.lanes),
	minutes: Number(values.minutes),
	seed: Number(values.seed),
	busyDomains: true,
	say: (line) => console.log(line),
});
print(report);
const enough = report.kills >= Number(values.kills);
if (!enough) console.log(`Only ${report.kills} kills could be done.`);
const sound =
	report.findings.length === 0 && report.overlooked.length === 0 && enough;
console.log(sound ? "The promise was kept." : "THE PROMISE WAS NOT KEPT.");
process.exitCode = sound ? 0 : 1;

function print({ evidence, ...report }: SoakReport): void {
	const states: Partial<Record<DeliveryState, number>> = {};
	for (const { state } of evidence.deliveries)
		states[state] = (states[state] ?? 0) + 1;
	console.table({
		seconds: Math.round(report.seconds),
		"runs of the sender": evidence.runs.length,
		kills: report.kills,
		recipients: evidence.recipients.length,
		...states,
		"messages begun": evidence.transactions.length,
		"copies after a kill": report.copies.afterKill,
		"copies after the server hung up": report.copies.afterHangUp,
		"left on the way": evidence.leavers.length,
		"left while in flight": evidence.leavers.filter(({ held }) => held).length,
		"claims lost or unsure": evidence.attempts.filter(
			({ result }) => result === "unsure",
		).length,
	});
	console.table(Object.fromEntries(report.aims));
	for (const { rule, what } of report.findings.slice(0, 50))
		console.log(`BROKEN: ${rule}: ${what}`);
	if (report.findings.length > 50)
		console.log(`… and ${report.findings.length - 50} more`);
	for (const accident of report.overlooked)
		console.log(`THE ORACLE IS BLIND: it does not see that ${accident}`);
}
