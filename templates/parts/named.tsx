/** @jsxRuntime automatic */
import { Fragment } from "react";
import type { Theme } from "../theme.ts";
import { sayWith } from "../wording.ts";
import { breakable, contained } from "./name.ts";

/** A name or a fact within other text. Its direction changes nothing around it, and a long identifier breaks at its signs. */
export function Name({ children }: { children: string }) {
	return (
		<bdi>
			{breakable(contained(children)).map((piece, at) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: the pieces never change places
				<Fragment key={at}>
					{at === 0 ? null : <wbr />}
					{piece}
				</Fragment>
			))}
		</bdi>
	);
}

/** A sentence of the theme with its {marks} filled in, each text as a name. */
export function Sentence(props: { words: string; values: object }) {
	const names = Object.entries(props.values).flatMap(([mark, value]) =>
		typeof value === "string"
			? [[mark, <Name key={mark}>{value}</Name>] as const]
			: [],
	);
	const numbers = Object.entries(props.values).filter(
		([, value]) => typeof value === "number",
	);
	return (
		<>
			{sayWith(
				props.words,
				Object.fromEntries(numbers),
				Object.fromEntries(names),
			)}
		</>
	);
}

/** A sentence or label of ours, which is English: isolated where the text around it is written from right to left. */
export function Own(props: { theme: Theme; children: string }) {
	const { theme, children } = props;
	return theme.dir === "rtl" ? <Name>{children}</Name> : children;
}
