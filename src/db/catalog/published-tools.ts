import type { ExpressionBuilder } from "kysely";
import type { Instant } from "../../time/clock.ts";
import type { Database } from "../schema.ts";

/**
 * Whether a tool is in a comparison that is published by then. Everything that
 * readers and strangers see of tools asks this: what is imported for next week is
 * nobody's business yet.
 */
export function publishedBy(until: Instant) {
	return (tool: ExpressionBuilder<Database, "tools">) =>
		tool.exists(
			tool
				.selectFrom("comparisons as c")
				.select("c.id")
				.where("c.published_at", "<=", until)
				.where((one) =>
					one.or([
						one("c.left_tool_id", "=", one.ref("tools.id")),
						one("c.right_tool_id", "=", one.ref("tools.id")),
					]),
				),
		);
}
