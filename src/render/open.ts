import { escapeHtml, safeUrl } from "./html.ts";
import {
	type MergePart,
	type MessageWriter,
	messageWriter,
} from "./message.ts";
import { plain } from "./plain.ts";
import type { CompiledIssue, Envelope, OpenIssue, Reader } from "./renderer.ts";
import { merge, segmentsOf } from "./segments.ts";

/**
 * Opens a compiled issue for merging. What every copy shares is encoded once,
 * at the first message.
 *
 * @throws TemplateError for a slot that does not exist
 */
export function openIssue(
	compiled: CompiledIssue,
	envelope: Envelope,
): OpenIssue {
	const html: MergePart = {
		segments: segmentsOf(compiled.html),
		text: escapeHtml,
		url: (url) => escapeHtml(safeUrl(url)),
	};
	const text: MergePart = {
		segments: segmentsOf(compiled.text),
		text: plain,
		url: safeUrl,
	};
	let write: MessageWriter | undefined;
	return {
		html: (reader) => mergeText(html, reader),
		text: (reader) => mergeText(text, reader),
		message(reader, messageId, into) {
			write ??= messageWriter(compiled, envelope, { text, html });
			return write(reader, messageId, into);
		},
	};
}

function mergeText(part: MergePart, reader: Reader): string {
	let out = "";
	merge(part.segments, reader, {
		piece: (piece) => {
			out += piece;
		},
		text: (value) => {
			out += part.text(value);
		},
		url: (value) => {
			out += part.url(value);
		},
	});
	return out;
}
