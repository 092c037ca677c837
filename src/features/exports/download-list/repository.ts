import { and, desc, eq, gte, isNull, lt, or, sql } from 'drizzle-orm'
import { contains } from '#src/lib/db/contains.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import { dataExports, exportDownloadLogs } from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'

export interface DownloadFilter {
  search?: string | undefined
  exportId?: string | undefined
  userId?: string | undefined
  /** Days of the zone, both included. */
  from?: string | undefined
  to?: string | undefined
  timeZone: string
  complete?: boolean | undefined
}

/** Newest first; with `after` those before that instant and id. */
export async function findDownloads(
  tx: Tx,
  filter: DownloadFilter,
  limit: number,
  after: { at: string; id: string } | undefined,
) {
  const { downloadedAt, id } = exportDownloadLogs
  return tx
    .select({
      log: exportDownloadLogs,
      // Microseconds, so that the cursor stands on the row.
      sortValue: sql<string>`(extract(epoch from ${downloadedAt}) * 1000000)::bigint::text`,
      user: { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email },
      exportName: dataExports.exportName,
    })
    .from(exportDownloadLogs)
    .leftJoin(users, eq(users.id, exportDownloadLogs.userId))
    .leftJoin(
      dataExports,
      and(eq(dataExports.id, exportDownloadLogs.exportId), isNull(dataExports.deletedAt)),
    )
    .where(
      and(
        matches(filter),
        after
          ? sql`(${downloadedAt}, ${id}) <
              (timestamptz 'epoch' + ${after.at}::bigint * interval '1 microsecond', ${after.id}::uuid)`
          : undefined,
      ),
    )
    .orderBy(desc(downloadedAt), desc(id))
    .limit(limit)
}

export async function countDownloads(tx: Tx, filter: DownloadFilter): Promise<number> {
  const [row] = await tx
    .select({ count: sql<number>`count(*)::int` })
    .from(exportDownloadLogs)
    .leftJoin(users, eq(users.id, exportDownloadLogs.userId))
    .where(matches(filter))
  return row!.count
}

function matches({ search, exportId, userId, from, to, timeZone, complete }: DownloadFilter) {
  const { downloadedAt } = exportDownloadLogs
  return and(
    exportId ? eq(exportDownloadLogs.exportId, exportId) : undefined,
    userId ? eq(exportDownloadLogs.userId, userId) : undefined,
    complete === undefined ? undefined : eq(exportDownloadLogs.complete, complete),
    from ? gte(downloadedAt, sql`${from}::date::timestamp at time zone ${timeZone}`) : undefined,
    to ? lt(downloadedAt, sql`(${to}::date + 1)::timestamp at time zone ${timeZone}`) : undefined,
    search
      ? or(
          contains(exportDownloadLogs.fileName, search),
          contains(users.email, search),
          contains(exportDownloadLogs.guestEmail, search),
          contains(sql`${users.firstName} || ' ' || ${users.lastName}`, search),
        )
      : undefined,
  )
}
