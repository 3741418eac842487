/** Nobody's addresses: example.com is reserved (RFC 2606). The names try what names can be. */
export const SAMPLE_SUBSCRIBERS: readonly {
	email: string;
	name?: string;
	bookmarks: readonly string[];
}[] = [{ email: "ada@example.com", name: "Ada", bookmarks: [] }];
