import { countAll, dialectOf } from "../dialect.ts";
import type { Db } from "../schema.ts";
import { type AudienceTerm, audienceWhere } from "../subscriber/audience.ts";
import { OPEN } from "./deliveries.ts";

export interface DomainCount {
	domain: string;
	count: number;
}

/** How many active subscribers of an audience there are at each domain. @param audience none: everybody */
export async function countReadersByDomain(
	db: Db,
	audience: readonly AudienceTerm[] = [],
): Promise<DomainCount[]> {
	const domain = dialectOf(db).domainOf("subscribers.email_key");
	return db
		.selectFrom("subscribers")
		.select([domain.as("domain"), countAll.as("count")])
		.where("state", "=", "active")
		.where(audienceWhere(audience))
		.groupBy(domain)
		.execute();
}

/** How many of an issue's deliveries can still go out, at each domain. */
export async function countOpenByDomain(
	db: Db,
	issueId: number,
): Promise<DomainCount[]> {
	const domain = dialectOf(db).domainOf("s.email_key");
	return db
		.selectFrom("deliveries as d")
		.innerJoin("subscribers as s", "s.id", "d.subscriber_id")
		.select([domain.as("domain"), countAll.as("count")])
		.where("d.issue_id", "=", issueId)
		.where("d.state", "in", OPEN)
		.where("s.state", "=", "active")
		.groupBy(domain)
		.execute();
}
