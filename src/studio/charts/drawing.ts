/** The size of a chart and its margins. The page shows it as wide as there is room. */
export const WIDTH = 680;
export const HEIGHT = 260;
export const LEFT = 58;
export const RIGHT = 18;
export const TOP = 16;
export const BOTTOM = 36;
