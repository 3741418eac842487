/** @jsxRuntime automatic */
import { Fragment } from "react";
import type { BriefSide } from "../../src/render/brief/brief-data.ts";
import type { Theme } from "../theme.ts";
import { Small } from "./brief-sheet.tsx";
import { Name } from "./named.tsx";
import { slot, When } from "./slots.tsx";
import { toolCondition } from "./tool-condition.ts";

interface Props {
	sides: readonly BriefSide[];
	theme: Theme;
}

/** A link to vote on each of both tools, whose page takes either vote, with the reader's own vote. Not on the web. */
export function Ballot({ sides, theme }: Props) {
	const { wording } = theme;
	return (
		<When is="mail">
			<Small theme={theme}>
				{`${wording["digest-vote"]} `}
				{sides.map(({ slug, name }, index) => (
					<Fragment key={slug}>
						{index === 0 ? null : " · "}
						<a
							href={`${slot("vote")}?tool=${encodeURIComponent(slug)}`}
							style={{ color: "inherit" }}
						>
							<Name>{name}</Name>
						</a>
						<When is={toolCondition("voted-ship", slug)}>
							{` ${wording["digest-voted-ship"]}`}
						</When>
						<When is={toolCondition("voted-skip", slug)}>
							{` ${wording["digest-voted-skip"]}`}
						</When>
					</Fragment>
				))}
			</Small>
		</When>
	);
}
