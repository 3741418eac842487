import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";

/** A tag as the source writes it. */
export interface Tag {
	/** In lower case. */
	name: string;
	closing: boolean;
	/** By lower-case name. */
	attributes: Record<string, string>;
	/** Its first character, and the one after its last. */
	from: number;
	to: number;
}

/**
 * The tags of HTML that anybody wrote, in their order. It takes linear time,
 * where a pattern that looks for the end of a tag, or a tree of elements within
 * each other, can take minutes over 1 MB.
 */
export function tagsOf(html: string): Tag[] {
	const tags: Tag[] = [];
	let open: Tag | null = null;
	let attribute = "";
	const end = (at: number) => {
		if (open) tags.push({ ...open, to: at + 1 });
		open = null;
	};
	const ignore = () => {};
	const callbacks: TokenizerCallbacks = {
		onopentagname: (start, to) => {
			const name = html.slice(start, to).toLowerCase();
			open = { name, closing: false, attributes: {}, from: start - 1, to };
		},
		onattribname: (start, to) => {
			attribute = html.slice(start, to).toLowerCase();
		},
		onattribdata: (start, to) => {
			if (open)
				open.attributes[attribute] =
					(open.attributes[attribute] ?? "") + html.slice(start, to);
		},
		onopentagend: end,
		onselfclosingtag: end,
		onclosetag: (start, to) => {
			const after = html.indexOf(">", to);
			tags.push({
				name: html.slice(start, to).toLowerCase(),
				closing: true,
				attributes: {},
				from: html.lastIndexOf("<", start),
				to: after < 0 ? html.length : after + 1,
			});
		},
		onattribend: ignore,
		onattribentity: ignore,
		oncdata: ignore,
		oncomment: ignore,
		ondeclaration: ignore,
		onend: ignore,
		onprocessinginstruction: ignore,
		ontext: ignore,
		ontextentity: ignore,
	};
	const tokenizer = new Tokenizer({ decodeEntities: false }, callbacks);
	tokenizer.write(html);
	tokenizer.end();
	return tags;
}
