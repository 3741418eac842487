import type { Register } from "./command.ts";
import { subscribersAdd } from "./subscribers-add.ts";
import { subscribersExport } from "./subscribers-export.ts";
import { subscribersImport } from "./subscribers-import.ts";
import { subscribersLeave } from "./subscribers-leave.ts";
import { subscribersList } from "./subscribers-list.ts";
import { subscribersRights } from "./subscribers-rights.ts";
import { subscribersShow } from "./subscribers-show.ts";
import { subscribersSuppress } from "./subscribers-suppress.ts";

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
