import type { z } from "zod";

/** Everything about one setting: how it is written, what it means, and what it is when unset. */
export interface Setting<Value> {
	/** As in the environment: `SMTP_URL`. */
	readonly name: string;
	/** Reads the text. Its errors say what the value must be, without the setting's name. */
	readonly schema: z.ZodType<Value>;
	/** The default as it would be written; null: `unset` is the default. */
	readonly default: string | null;
	readonly unset: Value;
	/** For people, in `example.env` and docs/settings.md. */
	readonly doc: string;
	/** True: it is shown to nobody. */
	readonly secret?: boolean;
}

interface Described<Value> {
	name: string;
	schema: z.ZodType<Value>;
	doc: string;
	secret?: boolean;
}

/** A setting with a default, or one that is null when it is unset. */
export function setting<Value>(
	described: Described<Value> &
		({ default: string } | { unset: NoInfer<Value> }),
): Setting<Value>;
export function setting<Value>(
	described: Described<Value>,
): Setting<Value | null>;
export function setting(
	described: Described<unknown> & { default?: string; unset?: unknown },
): Setting<unknown> {
	return { default: null, unset: null, ...described };
}

/** Settings by the name that the code gives them. */
export type Settings = Record<string, Setting<unknown>>;

export type ValuesOf<S extends Settings> = {
	readonly [Key in keyof S]: S[Key] extends Setting<infer Value>
		? Value
		: never;
};

/** What `process.env` holds: names of variables to their texts. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from the environment; an empty value counts as unset.
 *
 * @returns the values, and what is wrong, as `NAME: what it must be`. A setting
 *   that is wrong has undefined as its value, whatever the type says.
 */
export function readSettings<S extends Settings>(
	settings: S,
	env: Environment,
): { values: ValuesOf<S>; faults: string[] } {
	const faults: string[] = [];
	const values = Object.entries(settings).map(([key, one]) => {
		const text = env[one.name] || one.default;
		if (text === null) return [key, one.unset];
		const parsed = one.schema.safeParse(text);
		for (const { message } of parsed.error?.issues ?? [])
			faults.push(`${one.name}: ${message}`);
		return [key, parsed.data];
	});
	return { values: Object.fromEntries(values) as ValuesOf<S>, faults };
}
