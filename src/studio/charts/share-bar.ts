import { html } from "hono/html";
import type { Markup } from "../layout.ts";

/**
 * A bar for a cell of a table, as wide as the value's part of `most`. The number
 * stands beside it, so a screen reader is told nothing twice.
 */
export function shareBar(value: number, most: number): Markup {
	const width = most === 0 ? 0 : Math.round((value * 1_000) / most) / 10;
	return html`<svg class="bar-cell" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="10"/><rect class="part" width="${width}" height="10"/></svg>`;
}
