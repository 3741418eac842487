/** What is known of tools, and the comparisons of two. @param id the type of a primary key that the database assigns */
export const createCatalog = (id: string): string[] => [
	`create table if not exists tools (
		id ${id},
		slug text not null unique,
		name text not null,
		tagline text not null,
		category text not null,
		pricing text not null,
		entry_price text not null,
		best_for text not null,
		description text not null,
		stated_share integer,
		community_ship integer,
		community_skip integer,
		community_share integer,
		as_of text not null,
		created_at text not null,
		updated_at text not null
	)`,
	`create table if not exists reviews (
		tool_id integer not null references tools (id) on delete cascade,
		reviewer text not null,
		score integer,
		verdict text,
		body text not null,
		constraint reviews_key primary key (tool_id, reviewer)
	)`,
	`create table if not exists comparisons (
		id ${id},
		slug text not null unique,
		left_tool_id integer not null references tools (id),
		right_tool_id integer not null references tools (id),
		published_at text not null,
		weight integer not null default 0,
		document_hash text,
		created_at text not null,
		updated_at text not null
	)`,
	`create index if not exists comparisons_by_time on comparisons (published_at, id)`,
	`create index if not exists comparisons_by_left_tool on comparisons (left_tool_id)`,
	`create index if not exists comparisons_by_right_tool on comparisons (right_tool_id)`,
];
