import { scaleLinear, scaleUtc } from "d3-scale";
import { curveLinear, curveStepAfter, line } from "d3-shape";
import { html } from "hono/html";
import type { Instant } from "../../time/clock.ts";
import type { Markup } from "../layout.ts";
import { BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH } from "./drawing.ts";
import { compactNumber, dayLabel, timeOfDay } from "./labels.ts";

export interface Series {
	name: string;
	/** 1 to 4: its colour and its dashes. */
	look: 1 | 2 | 3 | 4;
	points: readonly { at: number; value: number }[];
	/** Whether a value holds until the next one. */
	steps?: boolean;
	/** Whether each point has a mark of its own. */
	dots?: boolean;
}

export interface LineChart {
	/** Unique on the page. */
	id: string;
	title: string;
	/** What is to be seen, in a sentence or two. */
	description: string;
	series: readonly Series[];
	/** Lines across the chart. */
	limits?: readonly { value: number; name: string }[];
	/** Times that are shaded. */
	spans?: readonly { from: Instant; until: Instant; name: string }[];
	timeZone: string;
}

/** Lines over time as SVG without a style of its own; empty when there is nothing to draw. */
export function lineChart(chart: LineChart): Markup | "" {
	const points = chart.series.flatMap((one) => one.points);
	if (points.length === 0) return "";
	const times = points.map(({ at }) => at);
	const [from, until] = [Math.min(...times), Math.max(...times)];
	const x = scaleUtc()
		.domain(
			from === until ? [from - 3_600_000, until + 3_600_000] : [from, until],
		)
		.range([LEFT, WIDTH - RIGHT]);
	const highest = Math.max(
		1,
		...points.map(({ value }) => value),
		...(chart.limits ?? []).map(({ value }) => value),
	);
	const y = scaleLinear()
		.domain([0, highest])
		.nice(4)
		.range([HEIGHT - BOTTOM, TOP]);
	return html`<figure class="chart">
<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="${chart.id}-title ${chart.id}-about">
<title id="${chart.id}-title">${chart.title}</title>
<desc id="${chart.id}-about">${chart.description}</desc>
${(chart.spans ?? []).map(({ from: since, until: end, name }) => {
	const left = Math.max(LEFT, x(Date.parse(since)));
	const right = Math.min(WIDTH - RIGHT, x(Date.parse(end)));
	return right < left
		? ""
		: html`<rect class="span" x="${round(left)}" y="${TOP}" width="${round(Math.max(2, right - left))}" height="${HEIGHT - TOP - BOTTOM}"><title>${name}</title></rect>`;
})}
<g class="grid">${y.ticks(Math.min(4, Math.ceil(highest))).map((tick) => html`<path d="M${LEFT} ${round(y(tick))}H${WIDTH - RIGHT}"/><text x="${LEFT - 8}" y="${round(y(tick))}" dy="0.32em" text-anchor="end">${compactNumber(tick)}</text>`)}</g>
<g class="axis">${timeLabels(x, until - from, chart.timeZone)}</g>
${(chart.limits ?? []).map(({ value, name }, place) => html`<g class="limit"><path d="M${LEFT} ${round(y(value))}H${WIDTH - RIGHT}"/>${limitName(name, place, y(value))}</g>`)}
${chart.series.map((one) => seriesPath(one, x, y))}
</svg>
<figcaption class="legend">${chart.series.map(({ name, look }) => html`<span><svg class="key" viewBox="0 0 28 8" aria-hidden="true"><path class="line look-${look}" d="M0 4H28"/></svg>${name}</span>`)}</figcaption>
</figure>`;
}

/** At the left and at the right in turns, so that lines close to each other can be read. */
function limitName(name: string, place: number, y: number): Markup {
	return place % 2 === 0
		? html`<text x="${LEFT + 4}" y="${round(y - 5)}">${name}</text>`
		: html`<text x="${WIDTH - RIGHT}" y="${round(y - 5)}" text-anchor="end">${name}</text>`;
}

/** Days, or times of day with the day where it changes. */
function timeLabels(
	x: ReturnType<typeof scaleUtc<number>>,
	ms: number,
	timeZone: string,
): Markup[] {
	let day = "";
	let last = "";
	return x.ticks(4).map((tick) => {
		const before = day;
		day = dayLabel(tick, timeZone);
		const text =
			ms > 3 * 86_400_000
				? day
				: day === before
					? timeOfDay(tick, timeZone)
					: `${day} ${timeOfDay(tick, timeZone)}`;
		// Ticks within a minute have the same time of day.
		if (text === last || last.endsWith(` ${text}`)) return html``;
		last = text;
		const place = round(x(tick));
		const anchor =
			place > WIDTH - 60 ? "end" : place < LEFT + 20 ? "start" : "middle";
		return html`<text x="${place}" y="${HEIGHT - 12}" text-anchor="${anchor}">${text}</text>`;
	});
}

function seriesPath(
	{ points, look, steps, dots, name }: Series,
	x: (at: number) => number,
	y: (value: number) => number,
): Markup {
	const draw = line<Series["points"][number]>()
		.x(({ at }) => round(x(at)))
		.y(({ value }) => round(y(value)))
		.curve(steps ? curveStepAfter : curveLinear);
	return html`<path class="line look-${look}" d="${draw([...points]) ?? ""}"/>
${dots || points.length === 1 ? points.map(({ at, value }) => html`<circle class="dot look-${look}" cx="${round(x(at))}" cy="${round(y(value))}" r="3"><title>${name}: ${value.toLocaleString("en-GB")}</title></circle>`) : ""}`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
