import type { Register } from "../terminal/io.ts";
import { subscribersAdd } from "./add.ts";
import { subscribersData } from "./data.ts";
import { subscribersErase } from "./erase.ts";
import { subscribersExport } from "./export.ts";
import { subscribersImport } from "./import.ts";
import { subscribersLeave } from "./leave.ts";
import { subscribersList } from "./list.ts";
import { subscribersShow } from "./show.ts";
import { subscribersSuppress } from "./suppress.ts";

export const subscribers: Register = (program, io, exit) => {
	const group = program
		.command("subscribers")
		.description("add, import, list, change and erase subscribers");
	for (const register of [
		subscribersAdd,
		subscribersImport,
		subscribersExport,
		subscribersList,
		subscribersShow,
		subscribersLeave,
		subscribersData,
		subscribersErase,
		subscribersSuppress,
	])
		register(group, io, exit);
};
