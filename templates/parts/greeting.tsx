/** @jsxRuntime automatic */
import type { ReaderLetter } from "../../src/render/letters/letter-data.ts";
import type { Theme } from "../theme.ts";
import { say, sayWith } from "../wording.ts";
import { Paragraph } from "./letter.tsx";
import { Name } from "./named.tsx";

interface Props {
	letter: Pick<ReaderLetter, "name">;
	theme: Theme;
}

/** The greeting. The name is isolated, so that a name in another script does not change the direction of the line. */
export function Greeting({ letter: { name }, theme: { wording } }: Props) {
	return (
		<Paragraph>
			{name === null
				? wording["letter-hello-nobody"]
				: sayWith(
						wording["letter-hello"],
						{},
						{ name: <Name key="name">{name}</Name> },
					)}
		</Paragraph>
	);
}

/** The same for the text part. */
export function greeting(
	{ name }: Props["letter"],
	{ wording }: Theme,
): string {
	return name === null
		? wording["letter-hello-nobody"]
		: say(wording["letter-hello"], { name });
}
