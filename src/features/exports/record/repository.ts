import {
  and,
  asc,
  desc,
  eq,
  getTableColumns,
  gte,
  isNull,
  lt,
  notInArray,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Principal } from '#src/lib/context.ts'
import { contains } from '#src/lib/db/contains.ts'
import { users } from '#src/lib/db/schema/accounts.ts'
import {
  dataExports,
  exportAttempts,
  exportDownloadLogs,
  exportStatistics,
} from '#src/lib/db/schema/exports.ts'
import type { Tx } from '#src/lib/db/transaction.ts'
import type { sortableColumns } from './schema.ts'

/** A row without its manifest, which is read only where it is needed: it may be larger than all the rest. */
export type ExportRow = Omit<typeof dataExports.$inferSelect, 'manifest'>
export type NewExport = typeof dataExports.$inferInsert
export interface Creator {
  id: string
  firstName: string
  lastName: string
  email: string
}
export interface FoundExport {
  row: ExportRow
  creator: Creator
}

/** What one person may see: admins all of their tenant's, others their own and what was sent to them. */
export interface Viewer extends Pick<Principal, 'role' | 'permissions' | 'customDatasets'> {
  userId: string
  email: string
  seesAll: boolean
}

export function viewerOf({ userId, email, role, permissions, customDatasets }: Principal): Viewer {
  const seesAll = role === 'admin' || role === 'super_admin'
  return { userId, email, role, permissions, customDatasets, seesAll }
}

const { manifest: _manifest, ...exportColumns } = getTableColumns(dataExports)

export { exportColumns }

const creator = { id: users.id, firstName: users.firstName, lastName: users.lastName, email: users.email }

export async function insertExport(tx: Tx, values: NewExport): Promise<ExportRow> {
  const [row] = await tx.insert(dataExports).values(values).returning(exportColumns)
  return row!
}

export async function findExportById(tx: Tx, viewer: Viewer, id: string): Promise<FoundExport | undefined> {
  const [found] = await tx
    .select({ row: exportColumns, creator })
    .from(dataExports)
    .innerJoin(users, eq(users.id, dataExports.createdBy))
    .where(and(eq(dataExports.id, id), isVisible(viewer)))
  return found
}

/** The ids among these that the viewer may see, with their rows. */
export async function findExportsByIds(tx: Tx, viewer: Viewer, ids: string[]): Promise<FoundExport[]> {
  return tx
    .select({ row: exportColumns, creator })
    .from(dataExports)
    .innerJoin(users, eq(users.id, dataExports.createdBy))
    .where(and(sql`${dataExports.id} = any(${sql.param(ids)}::uuid[])`, isVisible(viewer)))
}

export type SortColumn = (typeof sortableColumns)[number]

export interface ListOptions {
  type?: string | undefined
  format?: string | undefined
  status?: string | undefined
  dateFrom?: string | undefined
  /** Exclusive. */
  dateTo?: string | undefined
  createdBy?: string | undefined
  search?: string | undefined
  /** Whether it was retried. */
  isRepeated?: boolean
  sortBy: SortColumn
  sortOrder: 'asc' | 'desc'
  limit: number
  offset: number
  after?: { value: string; id: string } | undefined
}

// Never null, so that a cursor can stand on any row.
const sortExpressions: Record<SortColumn, { sql: SQL; type: string }> = {
  created_at: { sql: sql`${dataExports.createdAt}`, type: 'timestamptz' },
  completed_at: { sql: sql`coalesce(${dataExports.completedAt}, '-infinity')`, type: 'timestamptz' },
  export_name: { sql: sql`${dataExports.exportName}`, type: 'text' },
  export_type: { sql: sql`${dataExports.exportType}`, type: 'text' },
  format: { sql: sql`${dataExports.format}`, type: 'text' },
  status: { sql: sql`${dataExports.status}`, type: 'text' },
  file_size: { sql: sql`coalesce(${dataExports.fileSize}, -1)`, type: 'bigint' },
  record_count: { sql: sql`coalesce(${dataExports.recordCount}, -1)`, type: 'bigint' },
}

/** One page, newest first unless asked otherwise, with the sort value of each row for the cursor. */
export async function findExports(tx: Tx, viewer: Viewer, options: ListOptions) {
  const { sortBy, sortOrder, after, limit, offset } = options
  const { sql: value, type } = sortExpressions[sortBy]
  const direction = sortOrder === 'asc' ? asc : desc
  const comparison = sql.raw(sortOrder === 'asc' ? '>' : '<')
  const isAfter = after
    ? sql`(${value}, ${dataExports.id}) ${comparison} (${after.value}::${sql.raw(type)}, ${after.id}::uuid)`
    : undefined
  return tx
    .select({ row: exportColumns, creator, sortValue: sql<string>`(${value})::text` })
    .from(dataExports)
    .innerJoin(users, eq(users.id, dataExports.createdBy))
    .where(and(matches(viewer, options), isAfter))
    .orderBy(direction(value), direction(dataExports.id))
    .limit(limit)
    .offset(offset)
}

export async function countExports(tx: Tx, viewer: Viewer, options: Partial<ListOptions>): Promise<number> {
  return tx.$count(dataExports, matches(viewer, options))
}

/** Holds an export until the end of the transaction, so that of two who want to follow it up one comes first. */
export async function lockExport(tx: Tx, id: string): Promise<void> {
  await tx.select({ id: dataExports.id }).from(dataExports).where(eq(dataExports.id, id)).for('update')
}

/** The retry of an export that runs or has succeeded. */
export async function findRetry(
  tx: Tx,
  retryOf: string,
): Promise<{ id: string; status: string } | undefined> {
  const [row] = await tx
    .select({ id: dataExports.id, status: dataExports.status })
    .from(dataExports)
    .where(
      and(
        eq(dataExports.retryOf, retryOf),
        notInArray(dataExports.status, ['failed', 'cancelled']),
        isNull(dataExports.deletedAt),
        sql`(${dataExports.expiresAt} is null or ${dataExports.expiresAt} > now())`,
      ),
    )
    .limit(1)
  return row
}

/** The place of each among the company's waiting exports, from 1 on; those that wait for an approval have none. */
export async function findQueuePlaces(tx: Tx, ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map()
  const { rows } = await tx.execute<{ id: string; place: number }>(sql`
    select id, place from (
      select id, (row_number() over (order by priority desc, created_at, id))::int as place from data_exports
      where status = 'pending' and deleted_at is null and phase is distinct from 'approval'
    ) waiting
    where id in ${ids}`)
  return new Map(rows.map(({ id, place }) => [id, place]))
}

/** What the landing page says first, each figure by its index. "Today" begins at midnight in the tenant's zone. */
export async function countForSummary(tx: Tx, viewer: Viewer, timeZone: string) {
  const today = sql`date_trunc('day', now(), ${timeZone})`
  const figure = (where: SQL, what = sql`count(*)::int`) =>
    sql`(select ${what} from ${dataExports} where ${and(isVisible(viewer), where)})`
  const { rows } = await tx.execute<Record<'running' | 'today' | 'failed' | 'storedBytes', number>>(sql`
    select ${figure(sql`status in ('pending', 'processing')`)} as running,
      ${figure(sql`created_at >= ${today}`)} as today,
      ${figure(sql`status = 'failed' and completed_at >= ${today}`)} as failed,
      ${figure(sql`file_path is not null`, sql`coalesce(sum(file_size), 0)::float8`)} as "storedBytes"`)
  return rows[0]!
}

/** Where the creator of an export gets mail. */
export async function getEmail(tx: Tx, userId: string): Promise<string> {
  const [row] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId))
  return row!.email
}

/** Of two movers one wins: the row comes back only when it was in one of `from`. */
export async function moveExport(
  tx: Tx,
  id: string,
  from: readonly string[],
  changes: Partial<NewExport>,
): Promise<ExportRow | undefined> {
  const [row] = await tx
    .update(dataExports)
    .set(changes)
    .where(
      and(
        eq(dataExports.id, id),
        sql`${dataExports.status} = any(${sql.param([...from])}::text[])`,
        isNull(dataExports.deletedAt),
      ),
    )
    .returning(exportColumns)
  return row
}

/** Hides a finished export for good and marks what it stored as leftover; false when another was first. */
export async function deleteRecord(tx: Tx, id: string, from: readonly string[]): Promise<boolean> {
  if (!(await moveExport(tx, id, from, { deletedAt: new Date(), filePath: null, files: [] }))) return false
  await tx
    .update(exportAttempts)
    .set({ leftoverSince: sql`now()` })
    .where(and(eq(exportAttempts.exportId, id), eq(exportAttempts.outcome, 'completed')))
  return true
}

export async function findAttempts(tx: Tx, exportId: string) {
  return tx
    .select()
    .from(exportAttempts)
    .where(eq(exportAttempts.exportId, exportId))
    .orderBy(exportAttempts.attempt)
}

export async function findStatistics(tx: Tx, exportId: string) {
  return tx.select().from(exportStatistics).where(eq(exportStatistics.exportId, exportId))
}

/** The latest downloads, of one person alone if one is named. */
export async function findDownloads(tx: Tx, exportId: string, userId?: string) {
  return tx
    .select({
      log: exportDownloadLogs,
      user: { id: users.id, firstName: users.firstName, lastName: users.lastName },
    })
    .from(exportDownloadLogs)
    .leftJoin(users, eq(users.id, exportDownloadLogs.userId))
    .where(
      and(
        eq(exportDownloadLogs.exportId, exportId),
        userId === undefined ? undefined : eq(exportDownloadLogs.userId, userId),
      ),
    )
    .orderBy(desc(exportDownloadLogs.downloadedAt))
    .limit(100)
}

function isVisible({ userId, email, seesAll }: Viewer): SQL | undefined {
  const isTheirs = or(
    eq(dataExports.createdBy, userId),
    sql`lower(${email}) = any(${dataExports.recipients})`,
  )
  return and(isNull(dataExports.deletedAt), seesAll ? undefined : isTheirs)
}

function matches(viewer: Viewer, options: Partial<ListOptions>): SQL | undefined {
  const { type, format, status, createdBy, search, dateFrom, dateTo, isRepeated } = options
  return and(
    isVisible(viewer),
    type ? eq(dataExports.exportType, type) : undefined,
    format ? eq(dataExports.format, format) : undefined,
    hasStatus(status),
    createdBy ? eq(dataExports.createdBy, createdBy) : undefined,
    search ? contains(dataExports.exportName, search) : undefined,
    dateFrom ? gte(dataExports.createdAt, sql`${dateFrom}::timestamptz`) : undefined,
    dateTo ? lt(dataExports.createdAt, sql`${dateTo}::timestamptz`) : undefined,
    isRepeated === false
      ? sql`not exists (select from data_exports retry where retry.tenant_id = ${dataExports.tenantId}
          and retry.retry_of = ${dataExports.id})`
      : undefined,
  )
}

/** Expired exports are completed ones whose file has been removed after its retention. */
function hasStatus(status: string | undefined): SQL | undefined {
  const expired = sql`${dataExports.expiresAt} is not null and ${dataExports.expiresAt} <= now()`
  switch (status) {
    case undefined:
      return undefined
    case 'unfinished':
      return sql`${dataExports.status} in ('pending', 'processing')`
    case 'expired':
      return and(eq(dataExports.status, 'completed'), expired)
    case 'completed':
      return and(eq(dataExports.status, 'completed'), sql`not (${expired})`)
    default:
      return eq(dataExports.status, status)
  }
}
