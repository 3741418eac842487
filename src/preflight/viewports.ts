/** A way to show a message, and the axe rules that are checked there. */
export interface Viewport {
	/** CSS pixels. */
	width: number;
	scheme: "light" | "dark";
	/** False: without the style sheet, as mail programs show it that drop one. */
	styled: boolean;
	/** "appearance": only the rules whose result depends on width and colours. */
	axeRules: "all" | "appearance" | "none";
}

const WIDTHS = [600, 375, 320];

/** Every width, light, dark and without styles, with axe in each. */
export const FULL_VIEWPORTS: readonly Viewport[] = viewports(
	({ width, scheme, styled }) =>
		width === 600 && scheme === "light" && styled ? "all" : "appearance",
);

/**
 * The same widths and schemes with axe in two of them: for a copy that differs
 * only in the reader's own words from one that was checked in FULL_VIEWPORTS.
 */
export const QUICK_VIEWPORTS: readonly Viewport[] = viewports(
	({ width, scheme, styled }) =>
		width !== 600 || !styled
			? "none"
			: scheme === "light"
				? "all"
				: "appearance",
);

/** Those without styles come last: a style sheet that was removed from the page does not come back. */
function viewports(
	axeRules: (viewport: Omit<Viewport, "axeRules">) => Viewport["axeRules"],
): Viewport[] {
	const all = [
		...(["light", "dark"] as const).flatMap((scheme) =>
			WIDTHS.map((width) => ({ width, scheme, styled: true })),
		),
		...WIDTHS.map((width) => ({
			width,
			scheme: "light" as const,
			styled: false,
		})),
	];
	return all.map((one) => ({ ...one, axeRules: axeRules(one) }));
}
