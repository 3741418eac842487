import { readFeedback } from "../../src/feedback/feedback.ts";
import type { Labelled } from "./corpus/shapes.ts";

/** How many messages are judged as labelled, and a table: labels down, verdicts across. */
export function confusion(messages: readonly Labelled[]) {
	const counts = new Map<string, Map<string, number>>();
	let right = 0;
	for (const { raw, cause } of messages) {
		const { kind, recipients } = readFeedback(Buffer.from(raw));
		const judged = recipients[0]?.cause ?? kind;
		if (judged === cause) right++;
		const row = counts.get(cause) ?? new Map<string, number>();
		counts.set(cause, row.set(judged, (row.get(judged) ?? 0) + 1));
	}
	const columns = [
		...new Set([...counts.values()].flatMap((row) => [...row.keys()])),
	].sort();
	const lines = [...counts].map(([label, row]) =>
		[label, ...columns.map((one) => String(row.get(one) ?? ""))]
			.map((cell) => cell.padStart(12))
			.join(""),
	);
	const title = ["", ...columns].map((cell) => cell.padStart(12)).join("");
	return {
		right,
		total: messages.length,
		table: [title, ...lines].join("\n"),
	};
}
