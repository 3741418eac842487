import type { Environment, Setting } from "./setting.ts";
import { SETTING_GROUPS } from "./settings.ts";

/** A setting as it is in force. */
export interface SettingInForce {
	name: string;
	/** As it would be written, without secrets; null: it is unset. */
	value: string | null;
	from: "environment" | ".env" | "default";
	/** True: `.env` has another value, which the environment overrides. */
	overrides: boolean;
	doc: string;
}

/** In place of a secret. */
export const MASKED = "set, not shown";

/**
 * Every setting under the titles of its documentation, with where it came from.
 *
 * @param env what is in force: `.env`, overridden by the environment
 * @param file what `.env` has
 */
export function settingsInForce(
	env: Environment,
	file: Environment,
): { title: string; settings: SettingInForce[] }[] {
	return SETTING_GROUPS.map(({ title, settings }) => ({
		title,
		settings: Object.values<Setting<unknown>>(settings).map((one) => {
			const given = env[one.name] || null;
			const inFile = file[one.name] || null;
			const text = given ?? one.default;
			return {
				name: one.name,
				value: text === null ? null : one.secret ? MASKED : withoutLogin(text),
				from:
					given === null
						? "default"
						: given === inFile
							? ".env"
							: "environment",
				overrides: inFile !== null && given !== inFile,
				doc: one.doc.replaceAll(/\s+/g, " "),
			};
		}),
	}));
}

/** Takes the login and the options off every URL in a value: both can hold a password. */
function withoutLogin(text: string): string {
	return text.replaceAll(
		/([a-z][a-z\d+.-]*:\/\/)(\S*)/gi,
		(_all, scheme: string, rest: string) => {
			const at = rest.lastIndexOf("@");
			const behind = at < 0 ? rest : `…@${rest.slice(at + 1)}`;
			const options = behind.search(/[?#]/);
			return `${scheme}${options < 0 ? behind : `${behind.slice(0, options)}?…`}`;
		},
	);
}
