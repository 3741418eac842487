import { type Kysely, sql } from "kysely";
import type { Dialect } from "../../dialect.ts";

/** Who may use the studio, how they get in, and who approved an issue. What belongs to an editor goes with them. */
export async function editors(
	trx: Pick<Kysely<unknown>, "getExecutor">,
	{ idColumn }: Dialect,
): Promise<void> {
	const ofEditor =
		"editor_id integer not null references editors (id) on delete cascade";
	for (const statement of [
		`create table if not exists editors (
			id ${idColumn},
			address text not null,
			address_key text not null unique,
			name text not null,
			name_key text not null unique,
			role text not null check (role in ('editor', 'publisher', 'admin')),
			created_at text not null
		)`,
		`create table if not exists editor_sessions (
			id ${idColumn},
			${ofEditor},
			token_hash text not null unique,
			way text not null,
			browser text,
			created_at text not null,
			seen_at text not null
		)`,
		`create index if not exists editor_sessions_by_editor on editor_sessions (editor_id)`,
		`create table if not exists sign_in_links (
			id ${idColumn},
			${ofEditor},
			token_hash text not null unique,
			browser_hash text,
			code_hash text,
			created_at text not null,
			expires_at text not null
		)`,
		`create index if not exists sign_in_links_by_editor on sign_in_links (editor_id)`,
		`create index if not exists sign_in_links_by_browser on sign_in_links (browser_hash)`,
		`create table if not exists sign_in_counts (
			scope text not null,
			hour text not null,
			count integer not null,
			constraint sign_in_counts_key primary key (scope, hour)
		)`,
		`create table if not exists passkeys (
			id ${idColumn},
			${ofEditor},
			credential_id text not null unique,
			public_key text not null,
			counter bigint not null,
			transports text,
			name text not null,
			created_at text not null,
			used_at text
		)`,
		`create index if not exists passkeys_by_editor on passkeys (editor_id)`,
		`create table if not exists passkey_challenges (
			challenge_hash text not null primary key,
			browser_hash text not null,
			editor_id integer references editors (id) on delete cascade,
			expires_at text not null
		)`,
		`create index if not exists passkey_challenges_by_editor on passkey_challenges (editor_id)`,
		`create table if not exists issue_approvers (
			issue_id integer not null references issues (id) on delete cascade,
			hash text not null,
			person text not null,
			name text not null,
			at text not null,
			constraint issue_approvers_key primary key (issue_id, hash, person)
		)`,
	])
		await sql.raw(statement).execute(trx);
}
