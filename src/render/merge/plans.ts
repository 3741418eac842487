import type { BookmarkedTool, Reader } from "../../issue/content/reader.ts";
import type { Segment } from "./segments.ts";

/** A piece of a body, encoded: short ones as text, which is joined with what is next to it. */
export type Piece = string | Buffer;

type Pieces<Scope> = Segment<Piece, Scope>[];

/** What is written for those whose conditions have the same answers: no condition is left, and what is static is in one piece. */
export type Step<Scope> =
	| Exclude<Segment<Piece, Scope>, { kind: "when" | "each" }>
	| {
			kind: "each";
			list: (reader: Reader) => readonly BookmarkedTool[];
			planOf: (tool: BookmarkedTool) => readonly Step<BookmarkedTool>[];
	  };

/** Static pieces of at least this many bytes are copied as bytes. Shorter ones are joined as text first, which is faster. */
const MIN_BUFFER_BYTES = 48;

/** A piece in the form in which it is copied fastest. */
export function pieceOf(ascii: string): Piece {
	return ascii.length < MIN_BUFFER_BYTES ? ascii : Buffer.from(ascii, "latin1");
}

/** Plans that are kept for a body: each holds as many bytes as the body. */
const MOST_PLANS = 12;
/** Answers that are remembered as seen once. */
const MOST_SEEN = 1_000;

/**
 * Finds the plan by which a body is written for a reader, or a line for a tool.
 * Most readers answer a body's conditions alike, such as who has not voted on its
 * tools. So what is decided and joined for one of them is kept for the others,
 * from the second on. Whoever is alone with their answers gets a plan of their
 * own. The pieces are the same, so the bytes are.
 */
export function planner<Scope>(
	segments: Pieces<Scope>,
): (scope: Scope) => readonly Step<Scope>[] {
	const tests = [...testsIn(segments).values()];
	const plans = new Map<string, readonly Step<Scope>[]>();
	const seen = new Set<string>();
	return (scope) => {
		let answers = "";
		for (const test of tests) answers += test(scope) ? "1" : "0";
		const known = plans.get(answers);
		if (known) return known;
		const steps = stepsOf(segments, scope);
		if (plans.size === MOST_PLANS) return steps;
		if (seen.size === MOST_SEEN) seen.clear();
		if (!seen.has(answers)) seen.add(answers);
		else plans.set(answers, joined(steps));
		return steps;
	};
}

/** The conditions of a body by name, also of those within others. */
function testsIn<Scope>(
	segments: Pieces<Scope>,
	tests = new Map<string, (scope: Scope) => boolean>(),
) {
	for (const segment of segments)
		if (segment.kind === "when") {
			tests.set(segment.condition, segment.test);
			testsIn(segment.body, tests);
		}
	return tests;
}

const linePlanners = new WeakMap<
	Pieces<BookmarkedTool>,
	(tool: BookmarkedTool) => readonly Step<BookmarkedTool>[]
>();

function stepsOf<Scope>(
	segments: Pieces<Scope>,
	scope: Scope,
	steps: Step<Scope>[] = [],
): Step<Scope>[] {
	for (const segment of segments)
		if (segment.kind === "when") {
			if (segment.test(scope)) stepsOf(segment.body, scope, steps);
		} else if (segment.kind === "each") {
			const { list, body } = segment;
			const planOf = linePlanners.get(body) ?? planner(body);
			linePlanners.set(body, planOf);
			steps.push({ kind: "each", list, planOf });
		} else steps.push(segment);
	return steps;
}

/** What is static and next to each other, in one piece of bytes. */
function joined<Scope>(steps: readonly Step<Scope>[]): Step<Scope>[] {
	const shorter: Step<Scope>[] = [];
	let run: Piece[] = [];
	const endRun = () => {
		const [only] = run;
		if (only !== undefined)
			shorter.push({
				kind: "static",
				piece: run.length === 1 ? only : pieceOf(run.map(textOf).join("")),
			});
		run = [];
	};
	for (const step of steps) {
		if (step.kind === "static") {
			run.push(step.piece);
			continue;
		}
		endRun();
		shorter.push(step);
	}
	endRun();
	return shorter;
}

function textOf(piece: Piece): string {
	return typeof piece === "string" ? piece : piece.toString("latin1");
}
