/** @jsxRuntime automatic */
import type { ReactNode } from "react";

/** A table round the sheet that only Outlook for Windows sees; src/render/brief/outlook-table.ts writes it. */
export function OutlookTable({ children }: { children: ReactNode }) {
	return (
		<>
			{"\u0004"}
			{children}
			{"\u0005"}
		</>
	);
}
