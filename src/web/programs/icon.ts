import { Hono } from "hono";
import { theme } from "../../../templates/theme.ts";

/** The sizes in one file, in pixels. */
const SIZES = [16, 32, 48];
/** The check mark in a square of 16, as `icon` in `http/page.ts` draws it. */
const MARK: [number, number][] = [
	[3.5, 4.5],
	[8, 12],
	[12.5, 4.5],
];
const STROKE = 2.2;
const CORNER = 3;

/** /favicon.ico, for programs that do not read the link to the icon in a page. */
export function iconRoutes(): Hono {
	const file = iconFile();
	return new Hono().get("/favicon.ico", (c) => {
		c.header("content-type", "image/x-icon");
		c.header("cache-control", "public, max-age=604800");
		return c.body(file);
	});
}

/** An ICO file: a directory, and for each size a bitmap of 32 bits a pixel with an empty mask. */
export function iconFile(): Uint8Array<ArrayBuffer> {
	const images = SIZES.map(bitmap);
	const head = Buffer.alloc(6 + 16 * images.length);
	head.writeUInt16LE(1, 2);
	head.writeUInt16LE(images.length, 4);
	let offset = head.length;
	for (const [index, image] of images.entries()) {
		const at = 6 + 16 * index;
		const size = SIZES[index] ?? 0;
		head.writeUInt8(size, at);
		head.writeUInt8(size, at + 1);
		head.writeUInt16LE(1, at + 4);
		head.writeUInt16LE(32, at + 6);
		head.writeUInt32LE(image.length, at + 8);
		head.writeUInt32LE(offset, at + 12);
		offset += image.length;
	}
	return new Uint8Array(Buffer.concat([head, ...images]));
}

function bitmap(size: number): Buffer {
	const head = Buffer.alloc(40);
	head.writeUInt32LE(40, 0);
	head.writeInt32LE(size, 4);
	// The height counts the mask, too.
	head.writeInt32LE(2 * size, 8);
	head.writeUInt16LE(1, 12);
	head.writeUInt16LE(32, 14);
	const pixels = Buffer.alloc(4 * size * size);
	for (let y = 0; y < size; y++)
		for (let x = 0; x < size; x++) {
			// From the bottom to the top.
			const at = 4 * ((size - 1 - y) * size + x);
			pixels.writeUInt32LE(
				pixel((x + 0.5) * (16 / size), (y + 0.5) * (16 / size), 16 / size),
				at,
			);
		}
	const maskRow = 4 * Math.ceil(size / 32);
	return Buffer.concat([head, pixels, Buffer.alloc(maskRow * size)]);
}

/** The colour of a point as 0xAARRGGBB, with soft edges. @param unit the size of a pixel */
function pixel(x: number, y: number, unit: number): number {
	const cover = (distance: number) =>
		Math.min(1, Math.max(0, 0.5 - distance / unit));
	const stroke = cover(
		Math.min(
			...MARK.slice(1).map((end, index) =>
				distanceToLine([x, y], MARK[index] ?? end, end),
			),
		) -
			STROKE / 2,
	);
	const fromCentre = (value: number) =>
		Math.max(0, Math.abs(value - 8) - (8 - CORNER));
	const square = cover(Math.hypot(fromCentre(x), fromCentre(y)) - CORNER);
	const [ink, paper] = [theme.light.ink, theme.light.sheet].map((colour) =>
		Number.parseInt(colour.slice(1, 7), 16),
	);
	let mixed = 0;
	for (const shift of [16, 8, 0]) {
		const from = ((ink ?? 0) >> shift) & 255;
		const to = ((paper ?? 0) >> shift) & 255;
		mixed += Math.round(from + (to - from) * stroke) * 2 ** shift;
	}
	return Math.round(255 * square) * 2 ** 24 + mixed;
}

function distanceToLine(
	[x, y]: [number, number],
	[x1, y1]: [number, number],
	[x2, y2]: [number, number],
): number {
	const [dx, dy] = [x2 - x1, y2 - y1];
	const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy);
	const t = Math.min(1, Math.max(0, along));
	return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
}
