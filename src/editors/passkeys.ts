import {
	type AuthenticationResponseJSON,
	generateAuthenticationOptions,
	generateRegistrationOptions,
	type RegistrationResponseJSON,
	verifyAuthenticationResponse,
	verifyRegistrationResponse,
} from "@simplewebauthn/server";
import { z } from "zod";
import type { Context } from "../context.ts";
import { editorById } from "../db/studio/editors.ts";
import {
	deletePasskey,
	insertChallenge,
	insertPasskey,
	passkeyBy,
	passkeysOf,
	recordPasskeyUse,
	takeChallenge,
} from "../db/studio/passkeys.ts";
import type { EditorRow } from "../db/studio/studio-tables.ts";
import { describeError, Failure } from "../errors.ts";
import { isStorable } from "../text/storable-text.ts";
import { shift } from "../time/clock.ts";
import { MINUTE } from "../time/time-span.ts";
import { mayTry } from "./limits.ts";
import { audit, type EditorsContext } from "./manage-editors.ts";
import { hashOf } from "./secrets.ts";
import { beginSession, type NewSession } from "./sessions.ts";
import { type Asker, type SignInContext, tooOften } from "./sign-in-link.ts";

/** How long the browser may take to answer. */
const CHALLENGE_MINUTES = 5;
/** Passkeys of one editor. */
const MOST = 20;
const LONGEST_NAME = 60;

type WithConfig = Pick<Context, "config">;

/** What a browser answers, WebAuthn 5.1 (`toJSON`). The library checks what is in it. */
const answerSchema = z.looseObject({
	id: z.string().max(2_000),
	rawId: z.string(),
	type: z.literal("public-key"),
	response: z.looseObject({ clientDataJSON: z.string() }),
	clientExtensionResults: z.looseObject({}),
});

/** The options with which a browser makes a passkey. They are good for one answer of this browser. */
export async function newPasskeyOptions(
	context: EditorsContext & WithConfig,
	editor: EditorRow,
	browserHash: string,
) {
	const { db, config } = context;
	const own = await passkeysOf(db, editor.id);
	const options = await generateRegistrationOptions({
		rpName: `${config.publication} studio`,
		rpID: siteOf(config).hostname,
		userName: editor.address,
		userDisplayName: editor.name,
		userID: new TextEncoder().encode(`editor ${editor.id}`),
		attestationType: "none",
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

/**
 * The options with which a browser signs in. They name no editor: the browser says
 * which of its passkeys it is.
 *
 * @throws Failure `too-often`
 */
export async function signInOptions(
	context: SignInContext & WithConfig,
	asker: Asker,
) {
	if (!(await mayTry(context, asker.ip))) throw tooOften();
	const options = await generateAuthenticationOptions({
		rpID: siteOf(context.config).hostname,
		userVerification: "required",
	});
	await keepChallenge(context, options.challenge, asker.hash, null);
	return options;
}

/**
 * Signs in by the answer of a passkey. A counter that does not grow, of an
 * authenticator that counts, is refused: the passkey was copied.
 *
 * @throws Failure `passkey-refused`, `too-often`
 */
export async function signInByPasskey(
	context: SignInContext & WithConfig,
	answer: string,
	asker: Asker,
): Promise<NewSession> {
	if (!(await mayTry(context, asker.ip))) throw tooOften();
	const { db, config, clock } = context;
	const site = siteOf(config);
	const response = readAnswer(answer) as unknown as AuthenticationResponseJSON;
	const passkey = await passkeyBy(db, response.id);
	if (!passkey) throw refused();
	const { verified, authenticationInfo } = await refusing(() =>
		verifyAuthenticationResponse({
			response,
			expectedChallenge: (challenge) =>
				takeChallenge(db, hashOf(challenge), asker.hash, null, clock.now()),
			expectedOrigin: site.origin,
			expectedRPID: site.hostname,
			requireUserVerification: true,
			credential: {
				id: passkey.credential_id,
				publicKey: new Uint8Array(Buffer.from(passkey.public_key, "base64url")),
				counter: Number(passkey.counter),
			},
		}),
	);
	if (!verified) throw refused();
	return db.transaction().execute(async (trx) => {
		const isMine = await recordPasskeyUse(
			trx,
			passkey,
			authenticationInfo.newCounter,
			clock.now(),
		);
		const editor = await editorById(trx, passkey.editor_id);
		if (!isMine || !editor) throw refused();
		return beginSession(trx, context, editor, "passkey", asker);
	});
}

async function keepChallenge(
	{ db, clock }: Pick<Context, "db" | "clock">,
	challenge: string,
	browserHash: string,
	editorId: number | null,
): Promise<void> {
	await insertChallenge(db, {
		challenge_hash: hashOf(challenge),
		browser_hash: browserHash,
		editor_id: editorId,
		expires_at: shift(clock.now(), CHALLENGE_MINUTES * MINUTE),
	});
}

/** A passkey belongs to a host name, and answers pages of one origin. @throws Failure `no-studio-url` */
function siteOf({ studioUrl }: Context["config"]): URL {
	if (studioUrl !== null) return new URL(studioUrl);
	throw new Failure("no-studio-url", "Passkeys need STUDIO_URL.");
}

function readAnswer(json: string): z.infer<typeof answerSchema> {
	try {
		return answerSchema.parse(JSON.parse(json));
	} catch {
		throw refused();
	}
}

/** The library throws at whatever does not fit. */
async function refusing<T>(verify: () => Promise<T>): Promise<T> {
	try {
		return await verify();
	} catch (error) {
		throw refused(describeError(error));
	}
}

function refused(cause?: string): Failure {
	return new Failure(
		"passkey-refused",
		"This passkey was not accepted. Load the page again and try once more, or ask for a link.",
		{ cause },
	);
}

function nameOf(typed: string, now: string): string {
	const name = typed.trim().slice(0, LONGEST_NAME);
	return name !== "" && isStorable(name)
		? name
		: `Passkey of ${now.slice(0, 10)}`;
}
