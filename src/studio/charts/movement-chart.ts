import { scaleBand, scaleLinear } from "d3-scale";
import { stack, stackOffsetDiverging } from "d3-shape";
import { html } from "hono/html";
import type { Instant } from "../../time/clock.ts";
import type { Markup } from "../layout.ts";
import { BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH } from "./drawing.ts";
import { compactNumber, dayLabel } from "./labels.ts";

/** Labels below the chart: a phone has room for no more. */
const MOST_LABELS = 5;

export interface Movement {
	week: Instant;
	/** By name; a loss is below zero. */
	changes: Readonly<Record<string, number>>;
}

/** Gains above the line and losses below it, a bar a week; empty when there are no weeks. */
export function movementChart(chart: {
	id: string;
	title: string;
	description: string;
	/** In the order in which they are piled up, from the line outwards. */
	names: readonly string[];
	weeks: readonly Movement[];
}): Markup | "" {
	const { names, weeks } = chart;
	if (weeks.length === 0) return "";
	const layers = stack<Movement, string>()
		.keys([...names])
		.value((week, name) => week.changes[name] ?? 0)
		.offset(stackOffsetDiverging)([...weeks]);
	const ends = layers.flatMap((layer) => layer.flat());
	const x = scaleBand<Instant>()
		.domain(weeks.map(({ week }) => week))
		.range([LEFT, WIDTH - RIGHT])
		.padding(0.25);
	const [least, most] = [Math.min(0, ...ends), Math.max(1, ...ends)];
	const y = scaleLinear()
		.domain([least, most])
		.nice(4)
		.range([HEIGHT - BOTTOM, TOP]);
	const every = Math.ceil(weeks.length / MOST_LABELS);
	return html`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${chart.id}-title ${chart.id}-about">
<title id="${chart.id}-title">${chart.title}</title>
<desc id="${chart.id}-about">${chart.description}</desc>
<g class="grid">${y.ticks(Math.min(4, most - least)).map((tick) => html`<path d="M${LEFT} ${y(tick)}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${y(tick)}" dy="0.32em" text-anchor="end">${compactNumber(tick)}</text>`)}</g>
<path class="zero" d="M${LEFT} ${y(0)}H${WIDTH - RIGHT}"/>
${layers.map((layer) =>
	layer.map(([low, high], place) => {
		const week = weeks[place];
		return high === low || !week
			? ""
			: html`<rect class="pile pile-of-${names.indexOf(layer.key) + 1}" x="${x(week.week) ?? 0}" y="${y(high)}" width="${x.bandwidth()}" height="${y(low) - y(high)}"><title>${dayLabel(new Date(week.week), "UTC")}: ${layer.key} ${Math.abs(week.changes[layer.key] ?? 0).toLocaleString("en-GB")}</title></rect>`;
	}),
)}
<g class="axis">${weeks.map(({ week }, place) => (place % every === 0 ? html`<text x="${(x(week) ?? 0) + x.bandwidth() / 2}" y="${HEIGHT - 12}" text-anchor="middle">${dayLabel(new Date(week), "UTC")}</text>` : ""))}</g>
</svg>
<figcaption class="legend">${names.map((name, place) => html`<span><svg class="key" viewBox="0 0 28 8" aria-hidden="true"><rect class="pile pile-of-${place + 1}" width="28" height="8"/></svg>${name}</span>`)}</figcaption>
</figure>`;
}
