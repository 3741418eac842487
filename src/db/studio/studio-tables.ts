import type { Generated, Selectable } from "kysely";
import type { Instant } from "../../time/clock.ts";

/* Who may use the studio, and how they get in. Tokens, codes and challenges are kept as hashes. */

export interface StudioTables {
	editors: EditorTable;
	editor_sessions: SessionTable;
	sign_in_links: SignInLinkTable;
	sign_in_counts: SignInCountTable;
	passkeys: PasskeyTable;
	passkey_challenges: ChallengeTable;
	issue_approvers: ApproverTable;
}

/** What an editor may do; each may what the one before may. */
export type Role = "editor" | "publisher" | "admin";

interface EditorTable {
	id: Generated<number>;
	address: string;
	/** The folded address, unique. */
	address_key: string;
	name: string;
	/** The name in lower case, unique: the audit log names editors by it. */
	name_key: string;
	role: Role;
	created_at: Instant;
}

export type SignInWay = "link" | "code" | "passkey";

interface SessionTable {
	id: Generated<number>;
	editor_id: number;
	token_hash: string;
	way: SignInWay;
	/** What the browser calls itself; null: it said nothing. */
	browser: string | null;
	created_at: Instant;
	/** Its last request, to some minutes. */
	seen_at: Instant;
}

interface SignInLinkTable {
	id: Generated<number>;
	editor_id: number;
	token_hash: string;
	/** Of the browser that asked, and the code for it; null: the command line made the link, and any browser may use it. */
	browser_hash: string | null;
	code_hash: string | null;
	created_at: Instant;
	expires_at: Instant;
}

/** How often something was tried in an hour. */
interface SignInCountTable {
	/** A network, a browser's hash or a keyed hash of an address, after what is counted. */
	scope: string;
	hour: string;
	count: number;
}

interface PasskeyTable {
	id: Generated<number>;
	editor_id: number;
	/** As the authenticator names it, base64url. */
	credential_id: string;
	/** COSE, base64url. */
	public_key: string;
	counter: number;
	/** JSON list: how the browser reaches it. */
	transports: string | null;
	name: string;
	created_at: Instant;
	used_at: Instant | null;
}

interface ChallengeTable {
	challenge_hash: string;
	browser_hash: string;
	/** Whose passkey is to be added; null: somebody signs in. */
	editor_id: number | null;
	expires_at: Instant;
}

/** Who approved which content of an issue. */
interface ApproverTable {
	issue_id: number;
	hash: string;
	/** `editor 3`; `this machine`: nobody signed in. */
	person: string;
	/** As the audit log names them. */
	name: string;
	at: Instant;
}

export type EditorRow = Selectable<EditorTable>;
export type SessionRow = Selectable<SessionTable>;
export type SignInLinkRow = Selectable<SignInLinkTable>;
export type PasskeyRow = Selectable<PasskeyTable>;
export type ApproverRow = Selectable<ApproverTable>;
