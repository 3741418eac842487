import { type Kysely, sql } from "kysely";
import { maskAddresses } from "../../text/mask-addresses.ts";

/** Texts that earlier versions wrote without masking the addresses that they quote. Erasing a subscriber can't find them there. */
const TEXTS = [
	["issues", "note"],
	["preflights", "report"],
	["waivers", "what"],
] as const;

/** Rows in one step: a report has many kilobytes. */
const BATCH = 100;

/** Masks the addresses in notes, reports and waivers. Safe to repeat: a masked text has none. */
export async function maskedTexts(
	trx: Pick<Kysely<unknown>, "getExecutor">,
): Promise<void> {
	for (const [table, column] of TEXTS) {
		const [from, text] = [sql.table(table), sql.ref(column)];
		for (let after = 0; ; ) {
			const { rows } = await sql<{ id: number; text: string }>`
				select id, ${text} as text from ${from}
				where id > ${after} and ${text} is not null
				order by id limit ${sql.lit(BATCH)}`.execute(trx);
			for (const row of rows) {
				const masked =
					column === "report" ? maskedJson(row.text) : maskAddresses(row.text);
				if (masked !== row.text)
					await sql`update ${from} set ${text} = ${masked} where id = ${row.id}`.execute(
						trx,
					);
			}
			const last = rows.at(-1);
			if (!last) break;
			after = last.id;
		}
	}
}

function maskedJson(json: string): string {
	return JSON.stringify(
		JSON.parse(json, (_name, value: unknown) =>
			typeof value === "string" ? maskAddresses(value) : value,
		),
	);
}
