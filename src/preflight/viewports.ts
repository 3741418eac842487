import type { Showing } from "./checks/browser-findings.ts";

/** A way to show a message, and what axe is asked there: every rule, those whose answer hangs on the looks, or none. */
export interface Glance extends Showing {
	axe: "every" | "looks" | "none";
}

const WIDTHS = [600, 375, 320];

/** Every width, light, dark and without styles, with axe at each. */
export const THOROUGH: readonly Glance[] = glances((showing) =>
	showing.width === 600 && showing.scheme === "light" && showing.styled
		? "every"
		: "looks",
);

/** The same showings for a copy that differs from one seen thoroughly by the reader's own words alone. */
export const BRISK: readonly Glance[] = glances(({ width, scheme, styled }) =>
	width !== 600 || !styled ? "none" : scheme === "light" ? "every" : "looks",
);

/** Those without styles come last: what is taken off a page does not come back. */
function glances(axe: (showing: Showing) => Glance["axe"]): Glance[] {
	const showings = [
		...(["light", "dark"] as const).flatMap((scheme) =>
			WIDTHS.map((width) => ({ width, scheme, styled: true })),
		),
		...WIDTHS.map((width) => ({
			width,
			scheme: "light" as const,
			styled: false,
		})),
	];
	return showings.map((showing) => ({ ...showing, axe: axe(showing) }));
}
