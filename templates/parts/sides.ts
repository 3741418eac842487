import type { Theme } from "../theme.ts";

/*
 * Mail programs know no `text-align: start` and no `padding-inline`, so a side is
 * named left or right. These functions alone do it, by the direction of the
 * theme.
 */

type Direction = Pick<Theme, "dir">;

/** The side at which a line begins. */
export function start({ dir }: Direction): "left" | "right" {
	return dir === "rtl" ? "right" : "left";
}

/** The side at which a line ends. */
export function end({ dir }: Direction): "left" | "right" {
	return dir === "rtl" ? "left" : "right";
}

/** The style of what is set in by so many pixels from where lines begin. */
export function setIn(direction: Direction, pixels: number) {
	const isFromRight = start(direction) === "right";
	return { padding: isFromRight ? `0 ${pixels}px 0 0` : `0 0 0 ${pixels}px` };
}
