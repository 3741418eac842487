import { parseArgs } from "node:util";
import type { DeliveryState } from "../../src/db/schema.ts";
import { startPostgres } from "../support/postgres.ts";
import type { Evidence } from "./evidence.ts";
import { sendLargeIssue } from "./hundred-thousand.ts";
import type { Finding } from "./oracle.ts";
import { soak } from "./soak.ts";

/*
 * npm run soak -- [--kills 200] [--recipients 20000] [--lanes 4] [--seed N] [--minutes 10] [--postgres]
 * npm run soak -- --hundred-thousand [--kills 5] [--recipients 100000] [--seed N]
 */

const { values } = parseArgs({
	options: {
		"hundred-thousand": { type: "boolean", default: false },
		postgres: { type: "boolean", default: false },
		kills: { type: "string" },
		recipients: { type: "string" },
		lanes: { type: "string", default: "4" },
		minutes: { type: "string", default: "10" },
		seed: { type: "string" },
	},
});
const large = values["hundred-thousand"];
const kills = Number(values.kills ?? (large ? 5 : 200));
const recipients = Number(values.recipients ?? (large ? 100_000 : 20_000));
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const lanes = Number(values.lanes);
const minutes = Number(values.minutes);
const say = (line: string) => console.log(line);

say(
	`Repeat with: npm run soak -- ${large ? "--hundred-thousand" : `--lanes ${lanes} --minutes ${minutes}${values.postgres ? " --postgres" : ""}`} --kills ${kills} --recipients ${recipients} --seed ${seed}`,
);
const sound = large ? await runLarge() : await runSoak();
say(sound ? "The promise was kept." : "THE PROMISE WAS NOT KEPT.");
process.exitCode = sound ? 0 : 1;

async function runLarge(): Promise<boolean> {
	const report = await sendLargeIssue({ seed, recipients, kills, say });
	const { findings, bytes, seconds, ...counts } = report;
	console.table({
		...counts,
		megabytes: Math.round(bytes / 1e6),
		seconds: Math.round(seconds),
		"messages a second": Math.round(counts.messages / seconds),
	});
	tell(findings);
	return findings.length === 0 && enough(counts.kills);
}

async function runSoak(): Promise<boolean> {
	const plan = { seed, recipients, kills, lanes, minutes, say };
	const postgres = values.postgres ? await startPostgres() : null;
	const report = await soak({
		...plan,
		busyDomains: true,
		...(postgres ? { databaseUrl: postgres.url } : {}),
	}).finally(postgres?.stop);
	const { evidence, findings, overlooked, copies, aims } = report;
	console.table({
		seconds: Math.round(report.seconds),
		"runs of the sender": evidence.runs.length,
		kills: report.kills,
		recipients: evidence.recipients.length,
		...counted(evidence.deliveries.map(({ state }): DeliveryState => state)),
		"copies after a kill": copies.afterKill,
		"copies after the server hung up": copies.afterHangUp,
		"left on the way": evidence.leavers.length,
		"left while in flight": evidence.leavers.filter(({ held }) => held).length,
	});
	console.table({ ...Object.fromEntries(aims) });
	console.table(answersIn(evidence));
	tell(findings);
	for (const accident of overlooked)
		say(`THE ORACLE IS BLIND: it does not see that ${accident}`);
	return findings.length + overlooked.length === 0 && enough(report.kills);
}

/** How often the server said what in answer to a message. */
function answersIn({ transactions }: Evidence): Record<string, number> {
	return counted(
		transactions.map(
			({ answer }) => `answered ${answer?.slice(0, 3) ?? "by nothing"}`,
		),
	);
}

function counted(words: readonly string[]): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const word of words.toSorted()) counts[word] = (counts[word] ?? 0) + 1;
	return counts;
}

function enough(done: number): boolean {
	if (done >= kills) return true;
	say(`Only ${done} of ${kills} kills could be done.`);
	return false;
}

function tell(findings: readonly Finding[]): void {
	for (const { rule, what } of findings.slice(0, 50))
		say(`BROKEN: ${rule}: ${what}`);
	if (findings.length > 50) say(`… and ${findings.length - 50} more`);
}
