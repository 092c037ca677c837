import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { knownActions } from '#src/features/accounts/audit/sentences.ts'
import { AuditPage } from '#src/features/accounts/components/audit/audit-page.tsx'
import { listAudit } from '#src/features/accounts/queries/list-audit.ts'
import { listMembers } from '#src/features/accounts/queries/list-members.ts'
import { type AuditQuery, readAuditQuery } from '#src/features/accounts/record/page-queries.ts'
import { sumRows } from '#src/features/datasets/queries/sum-rows.ts'
import { ExportAsSeen } from '#src/features/exports/components/export-as-seen/export-as-seen.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import type { Context } from '#src/lib/context.ts'
import { rightsOf } from '../../exports/page-data.ts'
import { orNotFound, pageContext, settled } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Audit trail' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AuditSettingsPage({ searchParams }: Props) {
  const query = readAuditQuery(await searchParams)
  const context = await pageContext('/settings/audit')
  if (!context.principal.permissions.has('audit.read')) notFound()
  const [{ entries, next_cursor }, { items }] = await Promise.all([
    // A cursor that is none of ours.
    listAudit.execute(context, query).catch(orNotFound),
    listMembers.execute(context, { limit: 100 }),
  ])
  const people = items.map(({ id, first_name, last_name, email }) => ({
    value: id,
    label: `${first_name} ${last_name} (${email})`,
  }))
  return (
    <AuditPage
      key={JSON.stringify(query)}
      entries={entries}
      nextCursor={next_cursor}
      query={query}
      people={people}
      actions={knownActions.map((action) => ({ value: action, label: labelOf(action) }))}
      exportButton={<ExportEntries context={context} query={query} />}
    />
  )
}

/** The entries of the page as an ordinary export, with the same filters. */
async function ExportEntries({ context, query }: { context: Context; query: AuditQuery }) {
  const { maySchedule, mayCreate } = rightsOf(context)
  if (!mayCreate) return null
  const { cursor: _, ...filters } = query
  const { formats } = await listTypes.execute(context, {})
  const dataset = { key: 'audit_trail', label: 'Audit trail' }
  const counted = sumRows.execute(context, { key: dataset.key, filters: JSON.stringify(filters) })
  const total = settled(counted, context).then((found) =>
    found.ok ? { rows: found.data.rows, isExact: found.data.is_exact } : undefined,
  )
  return (
    <ExportAsSeen
      seen={{ export_type: dataset.key, filters }}
      label={dataset.label}
      formats={formats}
      total={total}
      maySchedule={maySchedule}
    />
  )
}

function labelOf(action: string): string {
  const words = action.replace('.', ' ').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
