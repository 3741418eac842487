import {
	type CompiledCohort,
	type CompiledForAll,
	type CompiledIssue,
	cohortsOf,
	compiledCohortOf,
	type NamedCohort,
} from "../../issue/content/compiled-issue.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import { markReaderValue } from "../../issue/content/marks.ts";
import type { Reader } from "../../issue/content/reader.ts";
import type { MarkedIssue, OpenIssue } from "../../issue/renderer.ts";
import { escapeHtml, safeUrl } from "../mail-html.ts";
import { fitReader } from "../room/fit-reader.ts";
import type { Room } from "../room/measure.ts";
import { singleLine } from "../single-line.ts";
import {
	type MergePart,
	type MessageWriter,
	messageWriter,
} from "./message.ts";
import { merge, segmentsOf } from "./segments.ts";

/**
 * Opens a compiled issue for merging. What the messages of a cohort share is
 * encoded once, when the first of them is written.
 *
 * @throws TemplateError for a slot that does not exist
 */
export function openCompiledIssue(
	compiled: CompiledIssue | CompiledForAll,
	envelope: Envelope,
): OpenIssue {
	const cohorts = new Map(
		[...cohortsOf(compiled)].map(([key, named]) => [
			key,
			openCohort(named, envelope),
		]),
	);
	const opened = (reader: Reader) => {
		const cohort = cohorts.get(compiledCohortOf(cohorts, reader));
		if (!cohort) throw new Error("a compiled issue without a full digest");
		return cohort;
	};
	return {
		subject: (reader) => opened(reader).subject,
		html(reader) {
			const { html, room } = opened(reader);
			return mergeText(html, fitReader(reader, room));
		},
		text(reader) {
			const { text, room } = opened(reader);
			return mergeText(text, fitReader(reader, room));
		},
		message(reader, messageId, into) {
			const { write, room } = opened(reader);
			return write(fitReader(reader, room), messageId, into);
		},
	};
}

/** Opens an issue that was compiled with marks: the reader's own values get marks too. */
export function openMarkedIssue(compiled: CompiledIssue): MarkedIssue["copy"] {
	const cohorts = new Map(
		[...cohortsOf(compiled)].map(([key, { cohort }]) => [
			key,
			{ html: htmlPart(cohort), text: textPart(cohort), room: cohort.room },
		]),
	);
	return (reader) => {
		const key = compiledCohortOf(cohorts, reader);
		const parts = cohorts.get(key);
		if (!parts) throw new Error("a compiled issue without a full digest");
		const fitted = fitReader(reader, parts.room);
		const merged = ({ segments, text, url }: MergePart) =>
			mergeText(
				{ segments, text: (value) => text(markReaderValue(value)), url },
				fitted,
			);
		return {
			cohort: key,
			html: merged(parts.html),
			text: merged(parts.text),
		};
	};
}

interface OpenCohort {
	subject: string;
	html: MergePart;
	text: MergePart;
	room: Room | undefined;
	write: MessageWriter;
}

function openCohort(
	{ cohort, identity }: NamedCohort,
	envelope: Envelope,
): OpenCohort {
	const { subject } = cohort;
	const html = htmlPart(cohort);
	const text = textPart(cohort);
	let writer: MessageWriter | undefined;
	return {
		subject,
		html,
		text,
		room: cohort.room,
		write(reader, messageId, into) {
			writer ??= messageWriter({ subject, identity }, envelope, { text, html });
			return writer(reader, messageId, into);
		},
	};
}

/** The HTML of a cohort, for merging. */
export function htmlPart({ html }: Pick<CompiledCohort, "html">): MergePart {
	return {
		segments: segmentsOf(html),
		text: escapeHtml,
		url: (url) => escapeHtml(safeUrl(url)),
	};
}

/** The text of a cohort, for merging. */
export function textPart({ text }: Pick<CompiledCohort, "text">): MergePart {
	return { segments: segmentsOf(text), text: singleLine, url: safeUrl };
}

/** A body for one reader, as text. */
export function mergeText(part: MergePart, reader: Reader): string {
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
