/** @jsxRuntime automatic */
import { PREHEADER_PADDING } from "./preheader.ts";

/** What the inbox shows after the subject. Nothing shows it in the mail itself. */
export function Preheader({ children }: { children: string }) {
	return (
		<div
			className="ink"
			style={{ display: "none", maxHeight: 0, overflow: "hidden" }}
		>
			{children}
			{PREHEADER_PADDING}
		</div>
	);
}
