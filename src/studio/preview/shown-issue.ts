import { approvalOf } from "../../db/issue/approvals.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { contentVersion } from "../../issue/content/content-hash.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { maySeeReaders } from "../access/shown-readers.ts";
import { costly } from "../costly.ts";
import type { StudioDeps, StudioIssue } from "../deps.ts";
import { samplePersona } from "./persona-ids.ts";
import { type FoundPersonas, findPersonas } from "./personas.ts";
import { asChosen, type PreviewQuery } from "./preview-query.ts";
import {
	type Compiled,
	compiledNow,
	type Rendering,
	readerById,
	renderFor,
} from "./render-preview.ts";
import { sealedIssue } from "./sealed-issue.ts";

/** An issue to show, and how it is opened for a reader. */
export type ShownIssue = StudioIssue & {
	content: IssueContent;
	/** Null: it is not sealed, and is compiled now. */
	sealed: Compiled | null;
};

/** The issue that a query names; null: there is no such sealed issue, or nothing upcoming. */
export async function shownIssue(
	deps: StudioDeps,
	{ issue }: Pick<PreviewQuery, "issue">,
): Promise<ShownIssue | null> {
	if (issue !== null) return sealedAs(deps, issue);
	const { content, ...upcoming } = await deps.upcoming();
	return content === null || upcoming.blocked !== null
		? null
		: { ...upcoming, content, sealed: null };
}

/** @param number null: the last one that was sealed */
export async function sealedAs(
	{ db }: Pick<StudioDeps, "db">,
	number: number | null,
): Promise<ShownIssue | null> {
	const found = await sealedIssue(db, number);
	if (found === null) return null;
	const { compiled, envelope, ...issue } = found;
	return { ...issue, sealed: { compiled, envelope, isSealed: true } };
}

/** What an issue is compared with: the last one that was sealed, or itself as it was approved; null: there is none. */
export async function besideIssue(
	deps: StudioDeps,
	shown: ShownIssue,
	beside: PreviewQuery["beside"],
): Promise<ShownIssue | null> {
	if (beside === "last") {
		const last = await sealedAs(deps, lastBefore(shown));
		return last && last.issue?.id !== shown.issue?.id ? last : null;
	}
	if (beside === null || shown.issue === null || shown.sealed) return null;
	const approved = await approvalOf(deps.db, shown.issue.id);
	return approved
		? {
				...shown,
				content: JSON.parse(approved.content) as IssueContent,
				sealed: null,
			}
		: null;
}

/** The number to look for; null: the last that was sealed. */
function lastBefore({ sealed, content }: ShownIssue): number | null {
	return sealed === null ? null : content.number - 1;
}

export interface ShownMessage {
	reader: Reader;
	/** Null: a sample reader. */
	subscriberId: number | null;
	rendering: Rendering;
}

/** Renders any reader's message of an issue; null: there is no such reader. */
export type MessageOf = (
	shown: ShownIssue,
	query: PreviewQuery,
) => Promise<ShownMessage | null>;

export function messages(deps: StudioDeps): MessageOf {
	const personasOnce = costly<FoundPersonas>();
	const compiledOnce = compiledMemory(deps);
	return async (shown, query) => {
		const { issue, content } = shown;
		const issueId = issue?.id ?? 0;
		const compiled = shown.sealed ?? (await compiledOnce(content));
		const messageAs = async (id: number): Promise<ShownMessage | null> => {
			const one = await readerById(deps, id, issueId, query.language);
			if (one === null) return null;
			const reader = asChosen(one, query);
			const whose = { issueId, subscriberId: id };
			return {
				reader,
				subscriberId: id,
				rendering: renderFor(deps, compiled, reader, whose),
			};
		};
		const { reader: named } = query;
		if (typeof named === "number") return messageAs(named);
		if (named !== null && named !== "returning" && maySeeReaders()) {
			const found = await personasOnce(0, "", () => findPersonas(deps));
			if (named === "largest") {
				let largest: ShownMessage | null = null;
				for (const id of found.large) {
					const one = await messageAs(id);
					if (sizeOf(one) > sizeOf(largest)) largest = one;
				}
				if (largest) return largest;
			}
			const id = found.ids.get(named);
			const message = id === undefined ? null : await messageAs(id);
			if (message) return message;
		}
		const { publicUrl } = deps.config;
		const sample =
			named === null
				? await readerById(deps, null, issueId)
				: samplePersona(named, publicUrl, content);
		if (sample === null) return null;
		const reader = asChosen(
			{ ...sample, ...(query.language && { language: query.language }) },
			query,
		);
		const rendering = renderFor(deps, compiled, reader);
		return { reader, subscriberId: null, rendering };
	};
}

/** Contents that are kept compiled: an issue as it is, and as it was approved. */
const KEPT = 2;

/** Compiles a content once for all the frames of a page: it takes longer than all else together. */
function compiledMemory(
	deps: StudioDeps,
): (content: IssueContent) => Promise<Compiled> {
	const kept = new Map<string, Promise<Compiled>>();
	return async (content) => {
		const templates = await deps.renderer.templateHash();
		const key = `${templates} ${contentVersion(content)} ${content.windowEnd}`;
		const known = kept.get(key) ?? compiledNow(deps, content);
		kept.delete(key);
		kept.set(key, known);
		for (const old of [...kept.keys()].slice(0, -KEPT)) kept.delete(old);
		known.catch(() => kept.delete(key));
		return known;
	};
}

function sizeOf(message: ShownMessage | null): number {
	return message?.rendering.raw.length ?? -1;
}
