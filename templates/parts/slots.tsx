/** @jsxRuntime automatic */
import type { ReactNode } from "react";

/*
 * What differs from reader to reader, for brief.tsx, with the slots of
 * weekly.mjml. Text is not allowed between table rows, so put a condition around
 * whole paragraphs, tables or pieces of a sentence.
 */

/** A reader's own value: "name", or in an href "unsubscribe". */
export function slot(name: string): string {
	return `%%slot:${name}%%`;
}

interface WhenProps {
	/** "named", "mail", "bookmarks", "voted-ship@SLUG" … */
	is: string;
	children: ReactNode;
}

/** Its children, for those readers only who meet the condition. */
export function When({ is, children }: WhenProps) {
	return (
		<>
			{`%%when:${is}%%`}
			{children}
			{"%%end%%"}
		</>
	);
}

interface EachProps {
	/** The bookmarks (tools); those that changed, at most three (news), and the others (below); what flipped in issues that were missed (away). */
	of?: "tools" | "news" | "below" | "away";
	children: ReactNode;
}

/** Its children, once for each tool of a list. `tool.…` slots and conditions work inside. */
export function EachTool({ of = "tools", children }: EachProps) {
	return (
		<>
			{`%%each:${of}%%`}
			{children}
			{"%%end%%"}
		</>
	);
}
