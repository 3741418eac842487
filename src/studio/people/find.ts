import { parseAudience } from "../../audience/audience.ts";
import { queryOf } from "../../audience/audience-terms.ts";
import { audienceInWords } from "../../audience/audience-words.ts";
import type { Db } from "../../db/schema.ts";
import {
	countPeopleUpTo,
	type ListedPerson,
	peopleByAddress,
	peopleByName,
	peopleInRange,
} from "../../db/search/find-people.ts";
import type { AudienceTerm } from "../../db/subscriber/audience.ts";
import { lastSubscriberId } from "../../db/subscriber/subscriber-import.ts";
import type { StudioDeps } from "../deps.ts";

/** People on a page. */
export const SHOWN = 50;

/** Subscribers that one page looks at, and in one query: a rare filter would read everybody. */
const MOST_READ = 10_000;
const PIECE = 2_000;

export interface PeopleQuery {
	/** The beginning of an address or a name. */
	q: string;
	/** A filter of the audience language. */
	where: string;
	/** An address with `q`, an id without; empty: from the beginning. */
	after: string;
}

export interface FoundPeople {
	people: ListedPerson[];
	/** `after` of the next page; null: this is the last one. */
	next: string | null;
	/** What the filter means; null: there is none. */
	meaning: string | null;
	/** How many there are in all; null: it was not counted. */
	total: { count: number; isAll: boolean } | null;
}

/**
 * A page of people: by the beginning of their address or name, or by a filter.
 *
 * @throws Failure `bad-filter`
 */
export async function findPeople(
	{ db, clock }: Pick<StudioDeps, "db" | "clock">,
	{ q, where, after }: PeopleQuery,
): Promise<FoundPeople> {
	if (q !== "") {
		const found = await peopleByAddress(db, q, { after, limit: SHOWN + 1 });
		const people = found.slice(0, SHOWN);
		const known = new Set(people.map(({ id }) => id));
		const named = after === "" ? await peopleByName(db, q, SHOWN) : [];
		return {
			people: [...people, ...named.filter(({ id }) => !known.has(id))],
			next: found.length > SHOWN ? (people.at(-1)?.email_key ?? null) : null,
			meaning: null,
			total: null,
		};
	}
	const audience = parseAudience(where);
	const terms = await queryOf(db, audience, clock.now());
	const end = await lastSubscriberId(db);
	const people: ListedPerson[] = [];
	let last = Number(after) || 0;
	const stop = Math.min(end, last + MOST_READ);
	while (last < stop) {
		const until = Math.min(stop, last + PIECE);
		const limit = SHOWN - people.length;
		const found = await peopleInRange(db, terms, { after: last, until, limit });
		people.push(...found);
		last = found.length === limit ? (found.at(-1)?.id ?? until) : until;
		if (people.length >= SHOWN) break;
	}
	return {
		people,
		next: last < end ? String(last) : null,
		meaning: where.trim() === "" ? null : audienceInWords(audience),
		total: await totalOf(db, terms, end),
	};
}

/** Of a long list only the beginning is counted: the page would wait for the rest. @param end the last id */
async function totalOf(
	db: Db,
	terms: readonly AudienceTerm[],
	end: number,
): Promise<{ count: number; isAll: boolean }> {
	return {
		count: await countPeopleUpTo(db, terms, MOST_READ),
		isAll: end <= MOST_READ,
	};
}
