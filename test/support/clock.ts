import { type Clock, type Instant, shift } from "../../src/time/clock.ts";

/** A clock that stands still until it is moved; `sleep` moves it and returns at once. */
export class FakeClock implements Clock {
	#now: Instant;

	constructor(now: Instant = "2026-11-20T12:00:00.000Z") {
		this.#now = now;
	}

	now(): Instant {
		return this.#now;
	}

	set(now: Instant): void {
		this.#now = now;
	}

	advance(ms: number): void {
		this.#now = shift(this.#now, ms);
	}

	async sleep(ms: number): Promise<void> {
		this.advance(ms);
	}
}
