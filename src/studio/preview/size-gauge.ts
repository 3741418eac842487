import { html } from "hono/html";
import type { Reader } from "../../issue/content/reader.ts";
import {
	GMAIL_LIMIT,
	sectionSizes,
} from "../../preflight/checks/check-size.ts";
import { parseDocument } from "../../preflight/checks/html-tree.ts";
import { shareBar } from "../charts/share-bar.ts";
import { formatBytes } from "../format.ts";
import type { Markup } from "../layout.ts";
import type { Rendering } from "./render-preview.ts";

/** Bytes of HTML to stay below in a normal week, so that a long one still fits. */
const COMFORTABLE = 60 * 1024;

/** The size of the message and how near it is to Gmail's limit. */
export function sizeGauge(rendering: Rendering, reader: Reader): Markup {
	const { html: mail } = rendering;
	const sections = sectionSizes({
		html: mail,
		dom: parseDocument(mail),
		reader,
	});
	const size = Buffer.byteLength(rendering.html);
	const percent = (100 * size) / GMAIL_LIMIT;
	const level =
		size > GMAIL_LIMIT ? "over" : size > COMFORTABLE ? "high" : "fine";
	return html`<section class="card" id="size" data-part>
<h2>Size</h2>
<p class="gauge-line"><span><b>${formatBytes(size)}</b> of HTML</span> <span class="note">${percent.toFixed(0)}% of the ${formatBytes(GMAIL_LIMIT)} at which Gmail cuts</span></p>
<svg class="gauge ${level}" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="${formatBytes(size)} of ${formatBytes(GMAIL_LIMIT)}">
<rect class="track" width="100" height="6"/>
<rect class="fill" width="${Math.min(100, percent).toFixed(2)}" height="6"/>
<rect class="mark" x="${((100 * COMFORTABLE) / GMAIL_LIMIT).toFixed(2)}" width="0.5" height="6"/>
</svg>
<p class="note">${advice(level)}</p>
<dl class="sizes">
<dt>HTML part</dt><dd>${formatBytes(size)}</dd>
<dt>Text part</dt><dd>${formatBytes(Buffer.byteLength(rendering.text))}</dd>
<dt>Whole message</dt><dd>${formatBytes(rendering.raw.length)}</dd>
</dl>
<h3>The HTML by section</h3>
<table class="figures sections"><thead class="sr"><tr><th scope="col">Section</th><th scope="col" class="number">Bytes</th></tr></thead>
<tbody>${sections.map(({ section, bytes }) => html`<tr><td><bdi>${section}</bdi>${shareBar(bytes, Math.max(...sections.map((one) => one.bytes)))}</td><td class="number">${formatBytes(bytes)}</td></tr>`)}</tbody></table>
</section>`;
}

function advice(level: "fine" | "high" | "over"): string {
	switch (level) {
		case "fine":
			return `Below the recommended ${formatBytes(COMFORTABLE)}. Gmail cuts messages off above ${formatBytes(GMAIL_LIMIT)}.`;
		case "high":
			return `It fits, but it is above the recommended ${formatBytes(COMFORTABLE)}. Gmail cuts messages off above ${formatBytes(GMAIL_LIMIT)}.`;
		case "over":
			return `Gmail will cut this message off: it is above ${formatBytes(GMAIL_LIMIT)}.`;
	}
}
