import { resolve } from "node:path";
import { domainRateFaults } from "../delivery/rates/parse-domain-rates.ts";
import { Failure } from "../errors.ts";
import { type Environment, readSettings, type ValuesOf } from "./setting.ts";
import { SETTINGS } from "./settings.ts";

/**
 * All settings, checked together and frozen. A setting that is unset and has no
 * default is null. `SETTINGS` says what each one means.
 */
export type Config = Readonly<ReturnType<typeof configOf>>;

/** What messages are signed with. The keys are read when the mailer is opened. */
export type DkimSettings = NonNullable<Config["dkim"]>;

type Values = ValuesOf<typeof SETTINGS>;

/**
 * Reads the settings from the environment. An empty value counts as unset; a
 * variable that is no setting is ignored.
 *
 * @param env what `process.env` and `.env` hold
 * @throws Failure `bad-settings` that lists everything that is wrong
 */
export function readConfig(env: Environment): Config {
	const { values, faults } = readSettings(SETTINGS, env);
	faults.push(...dkimFaults(values), ...studioFaults(values));
	if (faults.length === 0)
		faults.push(
			...domainRateFaults(values.domainRates, values.domainGroups).map(
				(fault) => `DOMAIN_RATE: ${fault}`,
			),
		);
	if (faults.length > 0)
		throw new Failure(
			"bad-settings",
			`These settings can't be used:\n${faults.map((fault) => `  ${fault}`).join("\n")}`,
		);
	return deepFreeze(configOf(values));
}

/** Freezes plain objects and lists; a setting that is changed by one part would be changed for all. */
function deepFreeze<T extends object>(value: T): Readonly<T> {
	for (const inner of Object.values(value))
		if (typeof inner === "object" && inner !== null && !Object.isFrozen(inner))
			deepFreeze(inner);
	return Object.freeze(value);
}

/** The settings as the code uses them: those that depend on others are computed. */
function configOf(values: Values) {
	const {
		dkimDomain,
		dkimSelector,
		dkimKeyFile,
		dkimEd25519Selector,
		dkimEd25519KeyFile,
		retryFirst,
		retryMax,
		...rest
	} = values;
	return {
		...rest,
		databaseUrl: values.databaseUrl ?? resolve(values.dataDir, "digest.sqlite"),
		/** Without a slash at the end. */
		publicUrl: values.publicUrl ?? `http://localhost:${values.port}`,
		mailFrom: {
			name: values.mailFrom.name || values.publication,
			address: values.mailFrom.address,
		},
		/** The first and the longest wait before a deferred message is sent again, in milliseconds. */
		retry: Object.freeze({
			first: retryFirst,
			max: Math.max(retryFirst, retryMax),
		}),
		dkim:
			dkimDomain && dkimSelector && dkimKeyFile
				? {
						domain: dkimDomain,
						selector: dkimSelector,
						keyFile: dkimKeyFile,
						/** A second signature. */
						ed25519:
							dkimEd25519Selector && dkimEd25519KeyFile
								? { selector: dkimEd25519Selector, keyFile: dkimEd25519KeyFile }
								: null,
					}
				: null,
	};
}

/** What is wrong with the settings of access taken together. */
function studioFaults(values: Values): string[] {
	const { studioHost, studioUrl, approvals, autoApprove } = values;
	const isOpen = !["127.0.0.1", "::1", "localhost"].includes(studioHost);
	return [
		...(isOpen && studioUrl === null
			? ["STUDIO_HOST: needs STUDIO_URL, without which the studio has no login"]
			: []),
		...(approvals === 2 && autoApprove
			? ["APPROVALS: can't be 2 with AUTO_APPROVE, which asks nobody"]
			: []),
	];
}

/** What is wrong with the DKIM settings taken together. */
function dkimFaults(values: Values): string[] {
	// A wrong value is undefined here, and set all the same.
	const set = (key: keyof Values) => values[key] !== null;
	const rsa = ["dkimDomain", "dkimSelector", "dkimKeyFile"] as const;
	const ed25519 = ["dkimEd25519Selector", "dkimEd25519KeyFile"] as const;
	// Few receivers know Ed25519 yet, so it is a second signature and never the only one.
	const needed = ed25519.some(set)
		? [...rsa, ...ed25519]
		: rsa.some(set)
			? rsa
			: [];
	const given = needed.filter(set).map((key) => SETTINGS[key].name);
	const faults = needed
		.filter((key) => !set(key))
		.map(
			(key) =>
				`${SETTINGS[key].name}: must be set as well as ${given.join(" and ")}`,
		);
	if (values.dkimSelector && values.dkimSelector === values.dkimEd25519Selector)
		faults.push("DKIM_ED25519_SELECTOR: must differ from DKIM_SELECTOR");
	return faults;
}
