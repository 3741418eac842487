import { cohortOf, cohortsOf, type NamedCohort } from "../cohort.ts";
import { escapeHtml, safeUrl } from "../html.ts";
import type {
	CompiledForAll,
	CompiledIssue,
	Envelope,
	OpenIssue,
	Reader,
} from "../renderer.ts";
import { plain } from "../single-line.ts";
import {
	type MergePart,
	type MessageWriter,
	messageWriter,
} from "./message.ts";
import { merge, segmentsOf } from "./segments.ts";

/**
 * Opens a compiled issue for merging. What every copy of a cohort shares is
 * encoded once, at its first message.
 *
 * @throws TemplateError for a slot that does not exist
 */
export function openIssue(
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
		const cohort = cohorts.get(cohortOf(cohorts, reader));
		if (!cohort) throw new Error("a compiled issue without a full digest");
		return cohort;
	};
	return {
		subject: (reader) => opened(reader).subject,
		html: (reader) => mergeText(opened(reader).html, reader),
		text: (reader) => mergeText(opened(reader).text, reader),
		message: (reader, messageId, into) =>
			opened(reader).write(reader, messageId, into),
	};
}

interface OpenCohort {
	subject: string;
	html: MergePart;
	text: MergePart;
	write: MessageWriter;
}

function openCohort(
	{ cohort, identity }: NamedCohort,
	envelope: Envelope,
): OpenCohort {
	const { subject } = cohort;
	const html: MergePart = {
		segments: segmentsOf(cohort.html),
		text: escapeHtml,
		url: (url) => escapeHtml(safeUrl(url)),
	};
	const text: MergePart = {
		segments: segmentsOf(cohort.text),
		text: plain,
		url: safeUrl,
	};
	let writer: MessageWriter | undefined;
	return {
		subject,
		html,
		text,
		write(reader, messageId, into) {
			writer ??= messageWriter({ subject, identity }, envelope, { text, html });
			return writer(reader, messageId, into);
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
