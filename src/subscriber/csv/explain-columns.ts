import { visible } from "../../text/visible-text.ts";
import type { ColumnPlan } from "./columns.ts";
import { badColumns, nameFor } from "./header/find-column.ts";
import { soundsLikeReason, soundsNegative } from "./header/telling-words.ts";
import { isUnmistakable } from "./state/sign-words.ts";

const EXAMPLES = 3;

/**
 * @param rows the first rows, for examples of values
 * @throws Failure `unknown-columns` when a column may say who left, and nobody said what it means
 */
export function requireExplained(
	plan: ColumnPlan,
	rows: readonly { cells: readonly string[] }[],
): void {
	const { header } = plan;
	const unexplained = [
		...plan.unexplained,
		...plan.watched.flatMap(({ index, kind }) =>
			kind !== "text" &&
			rows.some(({ cells }) => isUnmistakable(cells[index] ?? ""))
				? [index]
				: [],
		),
	];
	if (unexplained.length === 0) return;
	const questions = unexplained.map((index) => {
		const name = nameFor(header, index);
		const values = new Set(
			rows.map(({ cells }) => (cells[index] ?? "").trim()).filter(Boolean),
		);
		const examples = [...values]
			.slice(0, EXAMPLES)
			.map((value) => `“${visible(value.slice(0, 40))}”`);
		const agreed = `if yes means that they agreed: --columns state=${name}`;
		const left = `if yes, or a date, means that they left: --columns disabled=${name}`;
		const ways = soundsNegative(header[index] ?? "")
			? [left, agreed]
			: [agreed, left];
		if (soundsLikeReason(header[index] ?? ""))
			ways.unshift(
				`if it says why they must not be mailed: --columns suppressed=${name}`,
			);
		return `“${visible(header[index] ?? "")}” (${examples.length > 0 ? examples.join(", ") : "empty in the first rows"}): ${ways.join("; ")}; if it says nothing of that: --ignore ${name}`;
	});
	throw badColumns(
		`${unexplained.length === 1 ? "one of them" : "some of them"} may say who left or never agreed, but ${unexplained.length === 1 ? "is" : "are"} not known. Nothing was imported. Say what it means.\n  ${questions.join("\n  ")}`,
	);
}
