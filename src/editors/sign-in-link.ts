import type { Context } from "../context.ts";
import type { Db } from "../db/schema.ts";
import { editorByAddress, editorById } from "../db/studio/editors.ts";
import {
	deleteLinksOfBrowser,
	insertLink,
	takeLink,
} from "../db/studio/sign-in-links.ts";
import { describeError, Failure } from "../errors.ts";
import type {
	Letter,
	Letters,
	SignInData,
} from "../render/letters/letter-data.ts";
import { type Address, parseAddress } from "../subscriber/address.ts";
import type { LetterContext } from "../subscriber/letters/send-letter.ts";
import { shift } from "../time/clock.ts";
import { MINUTE } from "../time/time-span.ts";
import { browserName } from "./browser-name.ts";
import { aheadOf } from "./clock-skew.ts";
import {
	type CountedAsker,
	mayAsk,
	mayTry,
	mayTypeCode,
	tooOften,
} from "./limits.ts";
import { audit, type EditorsContext, findEditor } from "./manage-editors.ts";
import {
	codeIn,
	hashOf,
	keyedHash,
	randomCode,
	randomToken,
	TOKEN,
} from "./secrets.ts";
import { type Browser, beginSession, type NewSession } from "./sessions.ts";

/** How long a link and its code work. */
export const LINK_MINUTES = 10;

export interface LinkContext
	extends Pick<Context, "db" | "clock" | "config" | "log" | "tokens"> {
	readonly renderer: Pick<Letters, "signIn">;
	readonly letters: Pick<LetterContext, "sendLetter">;
}

/** Whoever asks for a link, with what limits count by. */
export interface Asker extends Browser, CountedAsker {}

/** Takes requests for links, and mails them one after the other. */
export interface LinkMailer {
	/**
	 * The answer comes before anything is looked up. It and its time are the same
	 * whether the address is an editor's or not.
	 *
	 * @throws Failure `bad-address`, `too-often`
	 */
	ask(address: string, asker: Asker): Promise<void>;
	/** Resolves when every request was answered by a letter, or by none. */
	settled(): Promise<void>;
}

export function createLinkMailer(context: LinkContext): LinkMailer {
	let last: Promise<void> = Promise.resolve();
	return {
		async ask(text, asker) {
			const address = parseAddress(text.trim());
			if (!(await mayAsk(context, asker, address.key))) throw tooOften();
			last = last.then(() => mailLink(context, address, asker));
		},
		settled: () => last,
	};
}

/**
 * The letter is made for everybody, and sent to editors alone: otherwise a later
 * request could tell by its time which it was.
 */
async function mailLink(
	context: LinkContext,
	{ email, key }: Address,
	browser: Browser,
): Promise<void> {
	const { db, clock, log, letters } = context;
	const now = clock.now();
	try {
		const editor = await editorByAddress(db, key);
		const [token, code] = [randomToken(), randomCode()];
		const letter = await writeLetter(context, {
			signInUrl: linkUrl(context, token),
			code: `${code.slice(0, 4)} ${code.slice(4)}`,
			address: editor?.address ?? email,
			browser: browserName(browser.name),
		});
		if (!editor) return;
		await db.transaction().execute((trx) =>
			insertLink(trx, {
				editor_id: editor.id,
				token_hash: hashOf(token),
				browser_hash: browser.hash,
				code_hash: codeHash(context, browser.hash, code),
				created_at: now,
				expires_at: shift(now, LINK_MINUTES * MINUTE),
			}),
		);
		await letters.sendLetter({ ...letter, to: editor.address, date: now });
	} catch (error) {
		log.error(
			{ error: describeError(error) },
			"a link to sign in could not be mailed; to make one by hand: digest editors link NAME",
		);
	}
}

async function writeLetter(
	{ config, log, renderer }: LinkContext,
	own: Pick<SignInData, "signInUrl" | "code" | "address" | "browser">,
): Promise<Letter> {
	const data: SignInData = {
		...own,
		publication: config.publication,
		homeUrl: `${config.publicUrl}/`,
		postalAddress: config.postalAddress,
		// The studio speaks English.
		language: "en",
		minutes: LINK_MINUTES,
	};
	return renderer.signIn(data).catch((error: unknown) => {
		log.error(
			{ error: describeError(error) },
			"the template of the letter with the link to sign in is broken; it is mailed without a layout",
		);
		const text = `Sign in to the studio of ${data.publication}:\n${data.signInUrl}\n\nOr type this code where you asked: ${data.code}\n`;
		const subject = `${data.publication}: your link to the studio`;
		return {
			subject,
			text,
			html: `<pre>${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</pre>`,
		};
	});
}

/**
 * A link for who has no mail: any browser may use it, once.
 *
 * @param named an address or a name
 * @throws Failure `no-such-editor`, `no-studio-url`
 */
export async function makeLink(
	context: EditorsContext & Pick<Context, "config">,
	named: string,
): Promise<string> {
	const { db, clock } = context;
	const editor = await findEditor(db, named);
	const token = randomToken();
	const url = linkUrl(context, token);
	const now = clock.now();
	await db.transaction().execute(async (trx) => {
		await insertLink(trx, {
			editor_id: editor.id,
			token_hash: hashOf(token),
			browser_hash: null,
			code_hash: null,
			created_at: now,
			expires_at: shift(now, LINK_MINUTES * MINUTE),
		});
		await audit(trx, context, "make sign-in link", editor, null, {
			name: editor.name,
		});
	});
	return url;
}

/**
 * Signs in by a link, in the browser that asked for it, or in any if the command
 * line made it. A link works once.
 *
 * @throws Failure `too-often`, `link-over`
 */
export async function signInByLink(
	context: SignInContext,
	token: string,
	asker: Asker,
): Promise<NewSession> {
	if (!(await mayTry(context, asker))) throw tooOften();
	const hash = TOKEN.test(token) ? hashOf(token) : "";
	return signIn(context, { tokenHash: hash }, "link", asker);
}

/** Signs in by the code of a letter, in the browser that asked for it. @throws Failure `too-often`, `link-over` */
export async function signInByCode(
	context: SignInContext,
	typed: string,
	asker: Asker,
): Promise<NewSession> {
	if (!(await mayTry(context, asker))) throw tooOften();
	if (!(await mayTypeCode(context, asker.hash))) {
		await deleteLinksOfBrowser(context.db, asker.hash);
		throw tooOften();
	}
	const hash = codeHash(context, asker.hash, codeIn(typed));
	return signIn(context, { codeHash: hash }, "code", asker);
}

export type SignInContext = Pick<Context, "db" | "clock" | "tokens">;

async function signIn(
	context: SignInContext,
	by: { tokenHash: string } | { codeHash: string },
	way: "link" | "code",
	browser: Browser,
): Promise<NewSession> {
	const { db, clock } = context;
	return db.transaction().execute(async (trx) => {
		const now = clock.now();
		const link = await takeLink(trx, by, browser.hash, {
			now,
			ahead: aheadOf(now),
		});
		const editor = link && (await editorById(trx as Db, link.editor_id));
		if (!editor)
			throw new Failure(
				"link-over",
				way === "code"
					? "This code does not fit. It must be the last one that this browser asked for, not older than ten minutes, and not used yet."
					: "This link does not work any more. A link works once, for ten minutes, in the browser that asked for it.",
			);
		return beginSession(trx, context, editor, way, browser);
	});
}

function codeHash(
	{ tokens }: Pick<Context, "tokens">,
	browserHash: string,
	code: string,
): string {
	return keyedHash(tokens.formKey, `${browserHash} ${code}`);
}

/** @throws Failure `no-studio-url` */
function linkUrl({ config }: Pick<Context, "config">, token: string): string {
	if (config.studioUrl === null)
		throw new Failure(
			"no-studio-url",
			"The studio has no login: STUDIO_URL is not set. Set it to the address at which editors open the studio, such as https://studio.example.com",
		);
	return `${config.studioUrl}/studio/sign-in/${token}`;
}
