import type { AuthenticationResponseJSON } from "@simplewebauthn/server";
import type { Context } from "../context.ts";
import { editorById } from "../db/studio/editors.ts";
import {
	passkeyBy,
	recordPasskeyUse,
	takeChallenge,
} from "../db/studio/passkeys.ts";
import { mayTry, tooOften } from "./limits.ts";
import {
	keepChallenge,
	readAnswer,
	refused,
	refusing,
	siteOf,
} from "./passkey-answer.ts";
import { hashOf } from "./secrets.ts";
import { beginSession, type NewSession } from "./sessions.ts";
import type { Asker, SignInContext } from "./sign-in-link.ts";

type WithConfig = Pick<Context, "config">;

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
	if (!(await mayTry(context, asker))) throw tooOften();
	const { generateAuthenticationOptions } = await import(
		"@simplewebauthn/server"
	);
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
	if (!(await mayTry(context, asker))) throw tooOften();
	const { db, config, clock } = context;
	const site = siteOf(config);
	const response = readAnswer(answer) as unknown as AuthenticationResponseJSON;
	const passkey = await passkeyBy(db, response.id);
	if (!passkey) throw refused();
	const { verifyAuthenticationResponse } = await import(
		"@simplewebauthn/server"
	);
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
