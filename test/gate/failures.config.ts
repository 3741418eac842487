import config from "../vitest.config.ts";

/** The suite's own configuration, on files that must fail. */
export default {
	...config,
	test: { ...config.test, include: ["test/gate/*.fails.ts"], maxWorkers: 1 },
};
