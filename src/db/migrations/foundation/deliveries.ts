/** Deliveries, and what sending must remember. */
export const DELIVERIES: readonly string[] = [
	`create table if not exists deliveries (
		issue_id integer not null references issues (id),
		subscriber_id integer not null references subscribers (id),
		state text not null,
		attempts integer not null default 0,
		next_attempt_at text,
		claimed_by text,
		claimed_until text,
		fence integer not null default 0,
		reader text,
		smtp_code integer,
		smtp_reply text,
		reason text,
		updated_at text not null,
		constraint deliveries_key primary key (issue_id, subscriber_id)
	)`,
	`create index if not exists deliveries_by_state on deliveries (issue_id, state, next_attempt_at, subscriber_id)`,
	`create index if not exists deliveries_of_subscriber on deliveries (subscriber_id)`,
	`create table if not exists delivery_counts (
		issue_id integer not null references issues (id) on delete cascade,
		state text not null,
		count integer not null,
		constraint delivery_counts_key primary key (issue_id, state)
	)`,
	`create table if not exists delivery_attempts (
		issue_id integer not null references issues (id),
		subscriber_id integer not null references subscribers (id),
		fence integer not null,
		at text not null,
		result text not null,
		smtp_code integer,
		said text,
		server text,
		constraint delivery_attempts_key primary key (issue_id, subscriber_id, fence)
	)`,
	`create table if not exists circuit_breakers (
		issue_id integer primary key references issues (id),
		probes integer not null,
		probe_at text not null,
		since text not null
	)`,
	`create table if not exists rate_usage (
		server text not null,
		scope text not null,
		period_ms integer not null,
		slot_counts text not null,
		expires_at text not null,
		constraint rate_usage_key primary key (scope, server, period_ms)
	)`,
	`create table if not exists slowdowns (
		server text not null,
		scope text not null,
		per_minute integer not null,
		usual integer not null,
		slowed_until text not null,
		constraint slowdowns_key primary key (server, scope)
	)`,
];
