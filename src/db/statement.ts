import { CompiledQuery } from "kysely";
import { type Dialect, dialectOf } from "./dialect.ts";
import type { Db } from "./schema.ts";

/** The next parameter's place in a statement's text, in the order in which the values come. */
export type Mark = (type: "integer" | "text") => string;

/**
 * A statement whose text is written once for each dialect and choice of
 * `args`, such as a number of rows, and kept. For the few that run for every
 * message: building and compiling a query takes Kysely 20 to 50 µs, several
 * times what SQLite needs to run it.
 */
export function statement<Args extends readonly (string | number)[]>(
	write: (mark: Mark, dialect: Dialect, ...args: Args) => string,
): <Row>(db: Db, args: Args, values: readonly unknown[]) => Promise<Row[]> {
	const texts = new Map<string, string>();
	return async <Row>(db: Db, args: Args, values: readonly unknown[]) => {
		const dialect = dialectOf(db);
		const key = `${dialect.name} ${args.join(" ")}`;
		let text = texts.get(key);
		if (text === undefined) {
			let place = 0;
			text = write(
				(type) => dialect.parameter(++place, type),
				dialect,
				...args,
			);
			texts.set(key, text);
		}
		const query = CompiledQuery.raw(text, [...values]) as CompiledQuery<Row>;
		return (await db.executeQuery(query)).rows;
	};
}

/** `(values (…), (…)) as v`, whose columns both databases call column1, column2 and so on. */
export function valuesTable(
	mark: Mark,
	rows: number,
	types: readonly ("integer" | "text")[],
): string {
	const row = () => `(${types.map(mark).join(", ")})`;
	return `(values ${Array.from({ length: rows }, row).join(", ")}) as v`;
}
