import type { FigureRow } from "../db/issue/issue-figures.ts";
import type { IssueContent } from "../issue/content/content.ts";
import type { Cell, FigureTable } from "./figure.ts";

/* The tables of an issue's report, from the figures that were kept of it. */

export function byCount(rows: readonly FigureRow[]): FigureRow[] {
	return rows.toSorted(
		(a, b) => b.count - a.count || (a.name < b.name ? -1 : 1),
	);
}

export function providers(rows: readonly FigureRow[]): FigureTable {
	const names = new Map<string, Map<string, number>>();
	for (const { figure, name, count } of rows) {
		const [, state] = /^at (.*)$/.exec(figure) ?? [];
		const column = state ?? (figure === "bounced at" ? "bounced" : null);
		if (column === null) continue;
		const one = names.get(name) ?? new Map<string, number>();
		names.set(name, one.set(column, count));
	}
	const lines = [...names].map(([name, counts]) => {
		const count = (column: string) => counts.get(column) ?? 0;
		const lost = count("refused") + count("expired") + count("bounced");
		const tried = count("accepted") + count("refused") + count("expired");
		return { name, count, lost, tried, share: tried === 0 ? 0 : lost / tried };
	});
	lines.sort(
		(a, b) =>
			b.share - a.share || b.tried - a.tried || (a.name < b.name ? -1 : 1),
	);
	return {
		key: "providers",
		title: "By mailbox provider, worst first",
		about:
			"A mailbox provider, such as Gmail, is known by its domains. Lost are refused, expired and bounced, as a share of those that were tried. A domain of fewer than five readers is not named.",
		columns: [
			"Mailbox provider or domain",
			"Lost, %",
			...["Accepted", "Refused", "Expired", "Bounced", "Unsure", "Left out"],
		],
		rows: lines.map(({ name, count, share }) => [
			name,
			Math.round(share * 10_000) / 100,
			...[
				"accepted",
				"refused",
				"expired",
				"bounced",
				"unsure",
				"excluded",
			].map(count),
		]),
	};
}

export function causes(rows: readonly FigureRow[]): FigureTable {
	const kinds: Record<string, string> = {
		refusal: "Refused while it was sent",
		bounce: "Came back later",
		complaint: "Complaint",
	};
	return {
		key: "causes",
		title: "Refusals and bounces by cause",
		about:
			"Each message counts once. A refusal is an answer during sending; a bounce is a message that came back after a server had taken it.",
		columns: ["What", "Cause", "Messages"],
		rows: byCount(rows.filter(({ figure }) => figure in kinds)).map(
			({ figure, name, count }): Cell[] => [kinds[figure] ?? "", name, count],
		),
	};
}

export function comparisons(
	rows: readonly FigureRow[],
	content: IssueContent | null,
): FigureTable {
	const count = (figure: string, slug: string) =>
		rows.find((row) => row.figure === figure && row.name === slug)?.count ?? 0;
	const all = [...(content?.leads ?? []), ...(content?.briefs ?? [])];
	return {
		key: "comparisons",
		title: "Votes and saves beside the panel",
		about:
			"Votes that count and tools that were saved, from the seal until the next issue’s. A tool that is in two comparisons has the same votes in both.",
		columns: [
			...["Comparison", "Tool", "Panel, % ship", "Readers, % ship"],
			...["Ship", "Skip", "Saved"],
		],
		rows: all.flatMap((one) =>
			[one.left, one.right].map((tool): Cell[] => {
				const ship = count("votes ship", tool.slug);
				const skip = count("votes skip", tool.slug);
				return [
					one.title,
					tool.name,
					tool.panel?.share ?? null,
					ship + skip === 0 ? null : Math.round((100 * ship) / (ship + skip)),
					ship,
					skip,
					count("saved", tool.slug),
				];
			}),
		),
	};
}

export function choices(rows: readonly FigureRow[]): FigureTable {
	return {
		key: "choices",
		title: "Lens, format and language",
		about:
			"What those who got the issue had chosen when it was counted, at its end.",
		columns: ["Choice", "Chosen", "Readers"],
		rows: ["lens", "format", "language"].flatMap((figure) =>
			byCount(rows.filter((row) => row.figure === figure)).map(
				({ name, count }): Cell[] => [figure, name, count],
			),
		),
	};
}
