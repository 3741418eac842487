/** Subscribers: what they chose, saved and voted, what they agreed to, and the letters to them. @param id the type of a primary key that the database assigns */
export const createSubscribers = (id: string): string[] => [
	`create table if not exists subscribers (
		id ${id},
		email text not null,
		email_key text not null unique,
		name text,
		state text not null,
		created_at text not null,
		confirmed_at text,
		unsubscribed_at text,
		unsubscribed_by text,
		updated_at text not null,
		lens text,
		format text not null default 'full',
		categories text,
		paused_until text,
		time_zone text,
		tracking integer not null default 0,
		epoch integer not null default 0,
		suppressed text,
		erased_at text,
		accepted_at text,
		seen_at text,
		asked_at text
	)`,
	`create table if not exists bookmarks (
		subscriber_id integer not null references subscribers (id) on delete cascade,
		tool_id integer not null references tools (id),
		created_at text not null,
		constraint bookmarks_key primary key (subscriber_id, tool_id)
	)`,
	`create table if not exists votes (
		subscriber_id integer not null references subscribers (id) on delete cascade,
		tool_id integer not null references tools (id) on delete cascade,
		verdict text not null,
		state text not null,
		source text not null,
		created_at text not null,
		updated_at text not null,
		constraint votes_key primary key (subscriber_id, tool_id)
	)`,
	`create index if not exists votes_by_tool on votes (tool_id, state, verdict)`,
	`create table if not exists consent_texts (
		version text primary key,
		text text not null
	)`,
	`create table if not exists consents (
		id ${id},
		subscriber_id integer not null references subscribers (id) on delete cascade,
		source text not null,
		asked_at text not null,
		ip text,
		user_agent text,
		form_url text,
		text_version text,
		tools text,
		confirmed_at text,
		confirmed_ip text,
		confirmed_user_agent text,
		address_hash text
	)`,
	`create index if not exists consents_by_subscriber on consents (subscriber_id)`,
	`create table if not exists confirmations (
		token_hash text primary key,
		subscriber_id integer not null references subscribers (id) on delete cascade,
		created_at text not null,
		expires_at text not null,
		used_at text,
		consent_id integer
	)`,
	`create table if not exists sign_ups (
		id ${id},
		kind text not null,
		email text not null,
		email_key text not null,
		network text,
		source text not null,
		ip text,
		user_agent text,
		form_url text,
		text_version text not null,
		tools text,
		asked_at text not null
	)`,
	`create table if not exists sign_up_counts (
		network text not null,
		hour text not null,
		count integer not null,
		constraint sign_up_counts_key primary key (network, hour)
	)`,
	`create table if not exists letters (
		id ${id},
		subscriber_id integer not null references subscribers (id) on delete cascade,
		kind text not null,
		consent_id integer,
		created_at text not null,
		due_at text,
		attempts integer not null default 0,
		claimed_by text,
		sent_at text,
		failure text
	)`,
	`create index if not exists letters_by_subscriber on letters (subscriber_id, kind, created_at)`,
	`create index if not exists letters_due on letters (due_at) where due_at is not null`,
	`create table if not exists suppressions (
		address_hash text primary key,
		reason text not null,
		source text not null,
		created_at text not null
	)`,
];
