import type { Register } from "../terminal/command.ts";
import { subscribersAdd } from "./add.ts";
import { subscribersRights } from "./data.ts";
import { subscribersExport } from "./export.ts";
import { subscribersImport } from "./import.ts";
import { subscribersLeave } from "./leave.ts";
import { subscribersList } from "./list.ts";
import { subscribersShow } from "./show.ts";
import { subscribersSuppress } from "./suppress.ts";

export const subscribers: Register = (program, io, exit) => {
	const group = program
		.command("subscribers")
		.description("who gets the digest");
	for (const register of [
		subscribersAdd,
		subscribersImport,
		subscribersExport,
		subscribersList,
		subscribersShow,
		subscribersLeave,
		subscribersRights,
		subscribersSuppress,
	])
		register(group, io, exit);
};
