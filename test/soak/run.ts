import { parseArgs } from "node:util";
import type { DeliveryState } from "../../src/db/delivery-tables.ts";
import { takeDamaged } from "../feedback/take-damaged.ts";
import { startPostgres } from "../support/postgres.ts";
import type { Evidence } from "./evidence.ts";
import type { Violation } from "./find-violations.ts";
import { sendLargeIssue } from "./large-issue.ts";
import { soakPreflight } from "./preflight-soak.ts";
import { relayThatBounces } from "./relay-that-bounces.ts";
import { soak } from "./soak.ts";

/*
 * npm run soak -- [--kills 200] [--recipients 20000] [--lanes 4] [--seed N] [--minutes 10] [--postgres] [--stages "500, 1000 after 1m, rest after 1m"]
 * npm run soak -- --hundred-thousand [--kills 5] [--recipients 100000] [--seed N]
 * npm run soak -- --preflight [--issues 1000] [--browser-every 25] [--seed N]
 * npm run soak -- --feedback [10000] [--seed N]
 * npm run soak -- --returns [2000]
 */

const { values, positionals } = parseArgs({
	options: {
		"hundred-thousand": { type: "boolean", default: false },
		preflight: { type: "boolean", default: false },
		feedback: { type: "boolean", default: false },
		returns: { type: "boolean", default: false },
		issues: { type: "string", default: "1000" },
		"browser-every": { type: "string", default: "25" },
		postgres: { type: "boolean", default: false },
		kills: { type: "string" },
		recipients: { type: "string" },
		lanes: { type: "string", default: "4" },
		minutes: { type: "string", default: "10" },
		seed: { type: "string" },
		stages: { type: "string" },
	},
	allowPositionals: true,
});
/** The number behind --feedback or --returns. */
const size = Number(positionals[0] ?? (values.returns ? 2_000 : 10_000));
const large = values["hundred-thousand"];
const kills = Number(values.kills ?? (large ? 5 : 200));
const recipients = Number(values.recipients ?? (large ? 100_000 : 20_000));
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000));
const lanes = Number(values.lanes);
const minutes = Number(values.minutes);
const say = (line: string) => console.log(line);

if (values.preflight) process.exit((await runPreflightSoak()) ? 0 : 1);
if (values.feedback) process.exit((await runFeedbackSoak()) ? 0 : 1);
if (values.returns) process.exit((await runReturns()) ? 0 : 1);

say(
	`Repeat with: npm run soak -- ${large ? "--hundred-thousand" : `--lanes ${lanes} --minutes ${minutes}${values.postgres ? " --postgres" : ""}${values.stages ? ` --stages "${values.stages}"` : ""}`} --kills ${kills} --recipients ${recipients} --seed ${seed}`,
);
const sound = large ? await runLarge() : await runSoak();
say(sound ? "The promise was kept." : "THE PROMISE WAS NOT KEPT.");
process.exitCode = sound ? 0 : 1;

/** No ordinary issue may be blocked. */
async function runPreflightSoak(): Promise<boolean> {
	const issues = Number(values.issues);
	const browserEvery = Number(values["browser-every"]);
	say(
		`Repeat with: npm run soak -- --preflight --issues ${issues} --browser-every ${browserEvery} --seed ${seed}`,
	);
	const { blocks, warnings, ...counts } = await soakPreflight({
		issues,
		seed,
		browserEvery,
		say,
	});
	console.table({ ...counts, blocked: blocks.length });
	console.table(warnings);
	for (const { issue, findings } of blocks.slice(0, 20))
		for (const { code, place, what } of findings)
			say(`ISSUE ${issue} IS BLOCKED: ${code} | ${place} | ${what}`);
	return blocks.length === 0;
}

/** Messages that are damaged must suppress nobody else. */
async function runFeedbackSoak(): Promise<boolean> {
	say(`Repeat with: npm run soak -- --feedback ${size} --seed ${seed}`);
	const { wrong, ...counts } = await takeDamaged({ count: size, seed, say });
	console.table(counts);
	for (const line of wrong.slice(0, 20)) say(`A WRONG PERSON: ${line}`);
	if (wrong.length === 0) say("Nobody else was suppressed.");
	return wrong.length === 0;
}

/** What a relay bounces must be what the report says, and miss the next issue. */
async function runReturns(): Promise<boolean> {
	const { sound, ...numbers } = await relayThatBounces({ people: size, say });
	console.table(numbers);
	say(sound ? "Both sides agree." : "THE TWO SIDES DO NOT AGREE.");
	return sound;
}

async function runLarge(): Promise<boolean> {
	const report = await sendLargeIssue({ seed, recipients, kills, say });
	const { violations, bytes, seconds, ...counts } = report;
	console.table({
		...counts,
		megabytes: Math.round(bytes / 1e6),
		seconds: Math.round(seconds),
		"messages a second": Math.round(counts.messages / seconds),
	});
	print(violations);
	return violations.length === 0 && enough(counts.kills);
}

async function runSoak(): Promise<boolean> {
	const plan = { seed, recipients, kills, lanes, minutes, say };
	const postgres = values.postgres ? await startPostgres() : null;
	const report = await soak({
		...plan,
		busyDomains: true,
		...(values.stages ? { stages: values.stages } : {}),
		...(postgres ? { databaseUrl: postgres.url } : {}),
	}).finally(postgres?.stop);
	const { evidence, violations, overlooked, copies, killsByMoment } = report;
	console.table({
		seconds: Math.round(report.seconds),
		"runs of the sender": evidence.runs.length,
		kills: report.kills,
		recipients: evidence.recipients.length,
		...counted(evidence.deliveries.map(({ state }): DeliveryState => state)),
		"second copies after a kill": copies.afterKill,
		"second copies after the server hung up": copies.afterHangUp,
		"readers who left": evidence.leavers.length,
		"of them with a message in flight": evidence.leavers.filter(
			({ held }) => held,
		).length,
	});
	console.table({ ...Object.fromEntries(killsByMoment) });
	console.table(answersIn(evidence));
	print(violations);
	for (const violation of overlooked)
		say(`THE CHECK IS BROKEN: it does not notice when ${violation}`);
	return violations.length + overlooked.length === 0 && enough(report.kills);
}

/** How many messages got which answer. */
function answersIn({ transactions }: Evidence): Record<string, number> {
	return counted(
		transactions.map(({ answer }) =>
			answer === null ? "no answer" : `answered ${answer.slice(0, 3)}`,
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
	say(
		`Only ${done} of ${kills} senders were killed: the issue was complete before.`,
	);
	return false;
}

function print(violations: readonly Violation[]): void {
	for (const { rule, what } of violations.slice(0, 50))
		say(`BROKEN RULE: ${rule}: ${what}`);
	if (violations.length > 50) say(`… and ${violations.length - 50} more`);
}
