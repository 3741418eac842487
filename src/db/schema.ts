import type { Kysely, Transaction } from "kysely";
import type { CatalogTables } from "./catalog-tables.ts";
import type { DeliveryTables } from "./delivery-tables.ts";
import type { InstallationTables } from "./installation-tables.ts";
import type { FigureTables } from "./issue/figure-tables.ts";
import type { IssueTables } from "./issue-tables.ts";
import type { SignUpTables } from "./sign-up-tables.ts";
import type { StudioTables } from "./studio/studio-tables.ts";
import type { SubscriberTables } from "./subscriber-tables.ts";

/*
 * One schema for both databases. Instants are ISO 8601 UTC text, flags are 0
 * or 1, documents are JSON text: better-sqlite3 takes nothing richer, and the
 * same text compares and sorts the same way in PostgreSQL.
 */

export interface Database
	extends CatalogTables,
		DeliveryTables,
		FigureTables,
		InstallationTables,
		IssueTables,
		SignUpTables,
		StudioTables,
		SubscriberTables {}

/** A database handle. Inside a transaction it is the transaction, and no other may be used. */
export type Db = Kysely<Database>;
/** A parameter of this type says: the caller must have opened a transaction. */
export type Trx = Transaction<Database>;
