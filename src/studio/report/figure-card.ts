import { html } from "hono/html";
import type { Cell, FigureTable } from "../../report/figure.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import { shareBar } from "../charts/share-bar.ts";
import type { Markup } from "../layout.ts";

export interface FigureCard {
	table: FigureTable;
	chart?: Markup | "";
	/** Of the CSV. */
	csv: string;
	timeZone: string;
	/** A column that gets bars. */
	bars?: number;
	/** A column that says what it said in the row above only to screen readers. */
	once?: number;
	/** Where the rows behind a cell are listed; null: there are none to list. */
	behind?(row: readonly Cell[], column: number): string | null;
	/** Its part of the width; default: half. */
	width?: "third" | "wide";
	/** Said in place of a table without rows. */
	nothing: string;
	/** Rows from which on the table is folded away; default: where there is a chart. */
	open?: boolean;
}

/** Rows in a page; the CSV has all. */
const MOST_ROWS = 60;

/** A figure: its title, what it says, its chart, its table and its CSV. */
export function figureCard(card: FigureCard): Markup {
	const { table } = card;
	return html`<section class="card report-card${card.width ? ` ${card.width}` : ""}" id="${table.key}">
<h2>${table.title}</h2>
<p class="note">${table.about}</p>
${
	table.rows.length === 0
		? html`<p>${card.nothing}</p>`
		: html`${card.chart ?? ""}
${
	card.chart
		? html`<details${card.open ? html` open` : ""}><summary>The figures as a table</summary>${tableOf(card)}</details>`
		: tableOf(card)
}
<p class="note under"><a href="${card.csv}" download>Download CSV<span class="sr"> of ${table.title}</span></a></p>`
}
</section>`;
}

function tableOf(card: FigureCard): Markup {
	const { columns, rows, title } = card.table;
	const numeric = columns.map((_, column) =>
		rows.every((row) => typeof row[column] !== "string"),
	);
	const most = Math.max(
		...rows.map((row) => Number(row[card.bars ?? -1] ?? 0)),
	);
	const left = rows.length - MOST_ROWS;
	return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="figures">
<thead><tr>${columns.map((name, column) => html`<th scope="col"${numeric[column] ? html` class="number"` : ""}>${name}</th>`)}</tr></thead>
<tbody>${rows.slice(0, MOST_ROWS).map(
		(row, line) =>
			html`<tr>${row.map((cell, column) => {
				const isAgain =
					column === card.once && rows[line - 1]?.[column] === cell;
				const href = card.behind?.(row, column) ?? null;
				const text = cellText(cell, card.timeZone);
				const kind = numeric[column]
					? "number"
					: INSTANT.test(String(cell))
						? "time"
						: null;
				return html`<td${kind ? html` class="${kind}"` : ""}>${column === card.bars ? shareBar(Number(cell), most) : ""}${isAgain ? html`<span class="sr">${text}</span>` : href === null ? text : html`<a href="${href}">${text}</a>`}</td>`;
			})}</tr>`,
	)}</tbody>
</table></div>${left > 0 ? html`<p class="note">And ${left.toLocaleString("en-GB")} more, all in the CSV.</p>` : ""}`;
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

function cellText(cell: Cell, timeZone: string): string {
	if (cell === null) return "–";
	if (typeof cell === "number") return cell.toLocaleString("en-GB");
	return INSTANT.test(cell) ? formatTime(cell as Instant, timeZone) : cell;
}
