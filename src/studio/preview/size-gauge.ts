import { html } from "hono/html";
import type { Rendering } from "../deps.ts";
import type { Html } from "../layout.ts";

/** Above this many bytes of decoded HTML, Gmail cuts the message off behind a link. */
const GMAIL_CLIPS = 102_400;

/** What an issue should stay below, so that a long week still fits. */
const COMFORTABLE = 60 * 1024;

/** How large the message is against what mail apps bear. Bytes, not characters. */
export function sizeGauge(rendering: Rendering): Html {
	const size = Buffer.byteLength(rendering.html);
	const percent = (100 * size) / GMAIL_CLIPS;
	const level =
		size > GMAIL_CLIPS ? "over" : size > COMFORTABLE ? "high" : "fine";
	return html`<section class="card" id="size" data-part>
<h2>Size</h2>
<p class="gauge-line"><span><b>${bytes(size)}</b> of HTML</span> <span class="note">${percent.toFixed(0)}% of Gmail’s limit</span></p>
<svg class="gauge ${level}" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="${bytes(size)} of ${bytes(GMAIL_CLIPS)}">
<rect class="track" width="100" height="6"/>
<rect class="fill" width="${Math.min(100, percent).toFixed(2)}" height="6"/>
<rect class="mark" x="${((100 * COMFORTABLE) / GMAIL_CLIPS).toFixed(2)}" width="0.5" height="6"/>
</svg>
<p class="note">${advice(level)}</p>
<dl class="sizes">
<dt>HTML part</dt><dd>${bytes(size)}</dd>
<dt>Text part</dt><dd>${bytes(Buffer.byteLength(rendering.text))}</dd>
<dt>Whole message</dt><dd>${bytes(rendering.raw.length)}</dd>
</dl>
</section>`;
}

function advice(level: "fine" | "high" | "over"): string {
	switch (level) {
		case "fine":
			return `Comfortable: below ${bytes(COMFORTABLE)}. Gmail clips above ${bytes(GMAIL_CLIPS)}.`;
		case "high":
			return `Fits, but above the ${bytes(COMFORTABLE)} to aim for. Gmail clips above ${bytes(GMAIL_CLIPS)}.`;
		case "over":
			return `Gmail will clip this message: it is above ${bytes(GMAIL_CLIPS)}.`;
	}
}

/** "44,811 B" */
export function bytes(count: number): string {
	return `${count.toLocaleString("en-GB")} B`;
}
