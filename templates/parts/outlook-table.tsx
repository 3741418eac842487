/** @jsxRuntime automatic */
import type { ReactNode } from "react";

/** A table around the sheet that only Outlook for Windows sees. src/render/brief/outlook-table.ts puts it in place of these characters. */
export function OutlookTable({ children }: { children: ReactNode }) {
	return (
		<>
			{"\u0004"}
			{children}
			{"\u0005"}
		</>
	);
}
