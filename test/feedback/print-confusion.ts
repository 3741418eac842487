import { confusion } from "./confusion.ts";
import { DEVELOPMENT } from "./corpus/development.ts";
import { HELD_OUT } from "./corpus/held-out.ts";

for (const [name, messages] of Object.entries({ DEVELOPMENT, HELD_OUT })) {
	const { right, total, table } = confusion(messages);
	console.log(`${name}: ${right} of ${total}\n${table}\n`);
}
