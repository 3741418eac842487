import type { RegistrationResponseJSON } from "@simplewebauthn/server";
import type { Context } from "../context.ts";
import {
	deletePasskey,
	insertPasskey,
	passkeyBy,
	passkeysOf,
	takeChallenge,
} from "../db/studio/passkeys.ts";
import type { EditorRow } from "../db/studio/studio-tables.ts";
import { Failure } from "../errors.ts";
import { isStorable } from "../text/storable-text.ts";
import { audit, type EditorsContext } from "./manage-editors.ts";
import {
	keepChallenge,
	readAnswer,
	refused,
	refusing,
	siteOf,
} from "./passkey-answer.ts";
import { hashOf } from "./secrets.ts";

type WithConfig = Pick<Context, "config">;

/** ES256, RS256 and EdDSA (COSE): what authenticators have, and Node verifies without experimental code. */
const ALGORITHMS = [-7, -257, -8];

/** Passkeys of one editor. */
const MOST = 20;
const LONGEST_NAME = 60;

/** The options with which a browser makes a passkey. They are good for one answer of this browser. */
export async function newPasskeyOptions(
	context: EditorsContext & WithConfig,
	editor: EditorRow,
	browserHash: string,
) {
	const { db, config } = context;
	const own = await passkeysOf(db, editor.id);
	const { generateRegistrationOptions } = await import(
		"@simplewebauthn/server"
	);
	const options = await generateRegistrationOptions({
		rpName: `${config.publication} studio`,
		rpID: siteOf(config).hostname,
		userName: editor.address,
		userDisplayName: editor.name,
		userID: new TextEncoder().encode(`editor ${editor.id}`),
		attestationType: "none",
		supportedAlgorithmIDs: ALGORITHMS,
		excludeCredentials: own.map((one) => ({ id: one.credential_id })),
		authenticatorSelection: {
			residentKey: "required",
			userVerification: "required",
		},
	});
	await keepChallenge(context, options.challenge, browserHash, editor.id);
	return options;
}

/**
 * Adds the passkey that a browser made.
 *
 * @param answer the browser's answer as JSON
 * @throws Failure `passkey-refused`, `too-many-passkeys`
 */
export async function addPasskey(
	context: EditorsContext & WithConfig,
	editor: EditorRow,
	browserHash: string,
	answer: string,
	typedName: string,
): Promise<void> {
	const { db, config, clock } = context;
	const site = siteOf(config);
	const response = readAnswer(answer) as unknown as RegistrationResponseJSON;
	const { verifyRegistrationResponse } = await import("@simplewebauthn/server");
	const { verified, registrationInfo } = await refusing(() =>
		verifyRegistrationResponse({
			response,
			expectedChallenge: (challenge) =>
				takeChallenge(
					db,
					hashOf(challenge),
					browserHash,
					editor.id,
					clock.now(),
				),
			expectedOrigin: site.origin,
			expectedRPID: site.hostname,
			requireUserVerification: true,
			supportedAlgorithmIDs: ALGORITHMS,
		}),
	);
	if (!verified) throw refused();
	const { credential } = registrationInfo;
	const name = nameOf(typedName, clock.now());
	await db.transaction().execute(async (trx) => {
		if ((await passkeysOf(trx, editor.id)).length >= MOST)
			throw new Failure(
				"too-many-passkeys",
				`You have ${MOST} passkeys. Remove one before you add another.`,
			);
		if (await passkeyBy(trx, credential.id)) throw refused();
		await insertPasskey(trx, {
			editor_id: editor.id,
			credential_id: credential.id,
			public_key: Buffer.from(credential.publicKey).toString("base64url"),
			counter: credential.counter,
			transports: credential.transports
				? JSON.stringify(credential.transports)
				: null,
			name,
			created_at: clock.now(),
			used_at: null,
		});
		await audit(trx, context, "add passkey", editor, null, { name });
	});
}

/** @throws Failure `no-such-passkey` */
export async function removePasskey(
	context: EditorsContext,
	editor: EditorRow,
	id: number,
): Promise<void> {
	await context.db.transaction().execute(async (trx) => {
		const passkey = await deletePasskey(trx, id, editor.id);
		if (!passkey)
			throw new Failure("no-such-passkey", "This passkey was removed already.");
		const { name } = passkey;
		await audit(trx, context, "remove passkey", editor, { name }, null);
	});
}

function nameOf(typed: string, now: string): string {
	const name = typed.trim().slice(0, LONGEST_NAME);
	return name !== "" && isStorable(name)
		? name
		: `Passkey of ${now.slice(0, 10)}`;
}
