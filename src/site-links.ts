/** The absolute URLs of all pages that a mail can link to. */
export interface Links {
	home: string;
	/** The form that asks for the digest. */
	subscribe: string;
	comparison(slug: string): string;
	tool(slug: string): string;
	issue(number: number): string;
	unsubscribe(token: string): string;
	confirm(token: string): string;
	/** The page with the button "never write to me again"; takes the token of a confirmation. */
	never(token: string): string;
	/** The page that asks for a vote. `?tool=SLUG&vote=ship` preselects it; the vote is cast by a click there. */
	vote(token: string): string;
	/** A subscriber's bookmarks. `?save=SLUG` offers to add one. */
	bookmarks(token: string): string;
	preferences(token: string): string;
}

/** The form that asks for the digest, from the address of the front page. @param language that the form speaks; absent: the visitor's */
export function subscribeUrl(home: string, language?: string): string {
	const [front = ""] = home.split("?");
	const form = `${front.replace(/\/$/, "")}/subscribe`;
	return inLanguage(form, language ?? null);
}

/** @param publicUrl the site's address, without a slash at the end */
export function siteLinks(publicUrl: string): Links {
	const at = (path: string, part: string | number) =>
		`${publicUrl}/${path}/${encodeURIComponent(part)}`;
	return {
		home: `${publicUrl}/`,
		subscribe: subscribeUrl(`${publicUrl}/`),
		comparison: (slug) => at("c", slug),
		tool: (slug) => at("tools", slug),
		issue: (number) => at("issues", number),
		unsubscribe: (token) => at("unsubscribe", token),
		confirm: (token) => at("confirm", token),
		never: (token) => `${at("confirm", token)}/never`,
		vote: (token) => at("vote", token),
		bookmarks: (token) => at("bookmarks", token),
		preferences: (token) => at("preferences", token),
	};
}

/** The address of a page in one language. @param language null: the address as it is */
export function inLanguage(address: string, language: string | null): string {
	return language === null ? address : withQuery(address, { lang: language });
}

/** An address with these fields in its query, besides those it has. An empty one is left out. */
export function withQuery(
	address: string,
	fields: Readonly<Record<string, string>>,
): string {
	const [path = "", own = ""] = address.split("?");
	const query = new URLSearchParams(own);
	for (const [name, value] of Object.entries(fields))
		if (value === "") query.delete(name);
		else query.set(name, value);
	return query.size === 0 ? path : `${path}?${query}`;
}
