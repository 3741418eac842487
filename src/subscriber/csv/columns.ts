import { visible } from "../../text/visible-text.ts";
import {
	badColumns,
	findColumn,
	listOf,
	nameFor,
} from "./header/find-column.ts";
import { guessAddress } from "./header/guess-address.ts";
import {
	type CsvField,
	fieldOf,
	isSignField,
	type SignField,
	type SingleField,
} from "./header/known-headers.ts";
import { addedColumns } from "./header/refused-form.ts";
import { isOtherChannel, isTelling } from "./header/telling-words.ts";
import { speaksOfElse } from "./state/places.ts";

/** The index of each field in a row, from 0. An absent field has no column. */
export type CsvColumns = Partial<Record<SingleField, number>>;

export interface SignColumn {
	field: SignField;
	index: number;
	title: string;
}

export interface WatchedColumn {
	index: number;
	title: string;
	/** unknown: nobody knows what it is; state: it could be one of states, but for its values; text: it is used, as a name is. */
	kind: "unknown" | "state" | "text";
}

/** What is done with each column of a file. */
export interface ColumnPlan {
	fields: CsvColumns;
	/** Every one of them counts. */
	signs: readonly SignColumn[];
	/** Headers that are used, with the field, and those that are not. */
	used: readonly { title: string; field: CsvField }[];
	ignored: readonly string[];
	/** Indexes of columns that may say who left, and are not known. */
	unexplained: readonly number[];
	/** Those whose cells must not say that somebody left; not those of other channels, nor those that somebody explained. */
	watched: readonly WatchedColumn[];
	/** No header is known as the address: the column was found by its values. */
	guessedAddress: boolean;
	header: readonly string[];
	/** Somebody named the column of the categories, or the file has other choices of ours: its categories are ours. */
	ownCategories: boolean;
}

/** The headers of fields, as somebody named them. An empty one ignores the field. */
export type NamedColumns = Partial<
	Record<CsvField, string | readonly string[]>
>;

/**
 * Finds the columns of each field.
 *
 * @param header the first row
 * @param ignore headers that say nothing of importance
 * @param rows the first rows: where a header does not decide, its values do
 * @throws Failure `bad-columns`
 */
export function mapColumns(
	header: readonly string[],
	named: NamedColumns = {},
	ignore: readonly string[] = [],
	rows: readonly { cells: readonly string[] }[] = [],
): ColumnPlan {
	const valuesOf = (index: number) =>
		rows.map(({ cells }) => cells[index] ?? "");
	const fields: CsvColumns = {};
	const fieldAt = new Map<number, CsvField>();
	const take = (field: CsvField, index: number) => {
		fieldAt.set(index, field);
		if (!isSignField(field)) fields[field] = index;
	};
	const dropped = new Set<CsvField>();
	for (const [field, titles] of Object.entries(named) as [
		CsvField,
		string | readonly string[],
	][])
		for (const title of [titles].flat() as string[])
			if (title === "") dropped.add(field);
			else take(field, findColumn(header, title));
	const ignored = new Set(ignore.map((title) => findColumn(header, title)));
	const added = addedColumns(header);
	for (const index of fieldAt.keys()) added.delete(index);
	const unexplained: number[] = [];
	const watched: WatchedColumn[] = [];
	const watch = (index: number, kind: WatchedColumn["kind"]) =>
		watched.push({ index, title: header[index] ?? "", kind });
	for (const [index, title] of header.entries()) {
		if (fieldAt.has(index) || ignored.has(index) || added.has(index)) continue;
		const field = fieldOf(title);
		if (speaksOfElse(title, valuesOf(index), header)) watch(index, "state");
		else if (field === undefined) {
			if (isTelling(title, valuesOf(index))) unexplained.push(index);
			else if (!isOtherChannel(title)) watch(index, "unknown");
		} else if (isSignField(field)) {
			if (!dropped.has(field)) take(field, index);
		} else if (!(field in named)) {
			const before = fields[field];
			if (before === undefined) take(field, index);
			// Of others the first is used, as of Mailchimp's two IP addresses.
			else if (field === "email") throw twoAddresses(header, before, index);
		}
	}
	const guessed =
		fields.email === undefined && !dropped.has("email")
			? guessAddress(
					header,
					rows,
					(index) => !fieldAt.has(index) && !added.has(index),
				)
			: undefined;
	if (guessed !== undefined) {
		take("email", guessed);
		unexplained.splice(
			0,
			unexplained.length,
			...unexplained.filter((one) => one !== guessed),
		);
	}
	for (const [index, field] of fieldAt)
		if (TEXTS.has(field)) watch(index, "text");
	if (fields.email === undefined)
		throw badColumns(
			`none of them is known as the address. ${listOf(header)} Name it with: --columns email=…`,
		);
	const entries = [...fieldAt].sort(([a], [b]) => a - b);
	return {
		fields,
		signs: entries.flatMap(([index, field]) =>
			isSignField(field) ? [{ field, index, title: header[index] ?? "" }] : [],
		),
		used: entries.map(([index, field]) => ({
			title: header[index] ?? "",
			field,
		})),
		ignored: header.filter(
			(_, index) => !fieldAt.has(index) && !unexplained.includes(index),
		),
		unexplained,
		watched: watched.filter(({ index }) => index !== guessed),
		guessedAddress: guessed !== undefined,
		header,
		ownCategories:
			"categories" in named ||
			["lens", "bookmarks", "paused_until"].some((field) => field in fields),
	};
}

/** Fields of free text: a note about leaving may be in them. */
const TEXTS: ReadonlySet<CsvField> = new Set([
	"name",
	"first_name",
	"last_name",
	"categories",
]);

/** Of a file that has no header, only addresses. */
export const BARE_LIST: ColumnPlan = {
	fields: { email: 0 },
	signs: [],
	used: [],
	ignored: [],
	unexplained: [],
	watched: [],
	guessedAddress: false,
	header: [],
	ownCategories: false,
};

/** Whether the first row is an address: then the file is a list of addresses without a header. */
export function isBareList(first: readonly string[]): boolean {
	return first.length === 1 && (first[0] ?? "").includes("@");
}

function twoAddresses(
	header: readonly string[],
	first: number,
	second: number,
): Error {
	const [one, other] = [nameFor(header, first), nameFor(header, second)];
	return badColumns(
		`both “${visible(header[first] ?? "")}” (column ${first + 1}) and “${visible(header[second] ?? "")}” (column ${second + 1}) could be the address. Choose one with: --columns email=${other} or: --columns email=${one}`,
	);
}
