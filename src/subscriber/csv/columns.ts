import { visible } from "../../visible-text.ts";
import {
	badColumns,
	findColumn,
	listOf,
	nameFor,
} from "./header/find-column.ts";
import {
	type CsvField,
	fieldOf,
	isSignField,
	type SignField,
	type SingleField,
} from "./header/known-headers.ts";
import {
	isHarmless,
	isTelling,
	soundsNegative,
} from "./header/telling-words.ts";
import { isUnmistakable } from "./state/sign-words.ts";

/** The index of each field in a row, from 0. An absent field has no column. */
export type CsvColumns = Partial<Record<SingleField, number>>;

export interface SignColumn {
	field: SignField;
	index: number;
	title: string;
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
	/** Indexes of the others that are not known. */
	unknown: readonly number[];
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
 * @throws Failure `bad-columns`
 */
export function mapColumns(
	header: readonly string[],
	named: NamedColumns = {},
	ignore: readonly string[] = [],
): ColumnPlan {
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
	const unexplained: number[] = [];
	const unknown: number[] = [];
	for (const [index, title] of header.entries()) {
		if (fieldAt.has(index) || ignored.has(index)) continue;
		const field = fieldOf(title);
		if (field === undefined) {
			if (isTelling(title)) unexplained.push(index);
			else if (!isHarmless(title)) unknown.push(index);
		} else if (isSignField(field)) {
			if (!dropped.has(field)) take(field, index);
		} else if (!(field in named)) {
			const before = fields[field];
			if (before === undefined) take(field, index);
			// Of others the first is used, as of Mailchimp's two IP addresses.
			else if (field === "email") throw twoAddresses(header, before, index);
		}
	}
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
		unknown,
		header,
		ownCategories:
			"categories" in named ||
			["lens", "bookmarks", "paused_until"].some((field) => field in fields),
	};
}

/** Of a file that has no header, only addresses. */
export const BARE_LIST: ColumnPlan = {
	fields: { email: 0 },
	signs: [],
	used: [],
	ignored: [],
	unexplained: [],
	unknown: [],
	header: [],
	ownCategories: false,
};

/** Whether the first row is an address: then the file is a list of addresses without a header. */
export function isBareList(first: readonly string[]): boolean {
	return first.length === 1 && (first[0] ?? "").includes("@");
}

const EXAMPLES = 3;

/**
 * @param rows the first rows, for examples of values
 * @throws Failure `unknown-columns` when a column may say who left, and nobody said what it means
 */
export function requireExplained(
	plan: ColumnPlan,
	rows: readonly { cells: readonly string[] }[],
): void {
	const { header } = plan;
	const unexplained = [
		...plan.unexplained,
		...plan.unknown.filter((index) =>
			rows.some(({ cells }) => isUnmistakable(cells[index] ?? "")),
		),
	];
	if (unexplained.length === 0) return;
	const questions = unexplained.map((index) => {
		const name = nameFor(header, index);
		const values = new Set(
			rows.map(({ cells }) => (cells[index] ?? "").trim()).filter(Boolean),
		);
		const examples = [...values]
			.slice(0, EXAMPLES)
			.map((value) => `“${visible(value.slice(0, 40))}”`);
		const agreed = `if yes means that they agreed: --columns state=${name}`;
		const left = `if yes, or a date, means that they left: --columns disabled=${name}`;
		const ways = soundsNegative(header[index] ?? "")
			? [left, agreed]
			: [agreed, left];
		return `“${visible(header[index] ?? "")}” (${examples.length > 0 ? examples.join(", ") : "empty in the first rows"}): ${ways.join("; ")}; if it says nothing of that: --ignore ${name}`;
	});
	throw badColumns(
		`${unexplained.length === 1 ? "one of them" : "some of them"} may say who left or never agreed, but ${unexplained.length === 1 ? "is" : "are"} not known. Nothing was imported. Say what it means.\n  ${questions.join("\n  ")}`,
	);
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
