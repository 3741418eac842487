import { solveChallenge } from "altcha-lib";
import { deriveKey } from "altcha-lib/algorithms/pbkdf2";
import { beforeAll, expect, it } from "vitest";
import { createProofOfWork } from "../../../src/subscriber/sign-up/proof-of-work.ts";
import { FakeClock } from "../../support/clock.ts";

const clock = new FakeClock();
const KEY = "a key that only this test knows";
const MINUTE = 60_000;
let solved: string;

/** As ALTCHA's own widget does it. */
async function solve(key = KEY): Promise<string> {
	const challenge = await createProofOfWork(key, clock).challenge();
	const solution = await solveChallenge({ challenge, deriveKey });
	return btoa(JSON.stringify({ challenge, solution }));
}

beforeAll(async () => {
	solved = await solve();
});

it("takes a solution once, and within twenty minutes", async () => {
	const proof = createProofOfWork(KEY, clock);
	expect(await proof.accepts(solved)).toBe(true);
	expect(await proof.accepts(solved)).toBe(false);
	const late = createProofOfWork(KEY, clock);
	clock.advance(21 * MINUTE);
	expect(await late.accepts(solved)).toBe(false);
	clock.advance(-21 * MINUTE);
});

it("takes nothing that is easier, foreign, or no solution", async () => {
	const proof = createProofOfWork(KEY, clock);
	const change = (
		edit: (payload: {
			challenge: { parameters: Record<string, unknown> };
			solution: Record<string, unknown>;
		}) => void,
	) => {
		const payload = JSON.parse(atob(solved));
		edit(payload);
		return btoa(JSON.stringify(payload));
	};
	for (const payload of [
		"",
		"nonsense",
		btoa("null"),
		btoa("{}"),
		change(({ challenge }) => {
			challenge.parameters.keyPrefix = "0";
		}),
		change(({ challenge }) => {
			challenge.parameters.cost = 1;
		}),
		change(({ challenge }) => {
			challenge.parameters.data = { until: 1e15 };
		}),
		change(({ challenge }) => {
			challenge.parameters.nonce = "00".repeat(16);
		}),
		change(({ solution }) => {
			solution.counter = Number(solution.counter) + 1;
		}),
		change(({ solution }) => {
			solution.derivedKey = "000".padEnd(64, "1");
		}),
	])
		expect(await proof.accepts(payload)).toBe(false);
	const other = createProofOfWork("another key altogether", clock);
	expect(await other.accepts(solved)).toBe(false);
	expect(await proof.accepts(solved)).toBe(true);
});
