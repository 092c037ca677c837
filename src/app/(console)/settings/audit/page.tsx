import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { knownActions } from '#src/features/accounts/audit/sentences.ts'
import { AuditPage } from '#src/features/accounts/components/audit/audit-page.tsx'
import { listAudit } from '#src/features/accounts/queries/list-audit.ts'
import { listMembers } from '#src/features/accounts/queries/list-members.ts'
import { readAuditQuery } from '#src/features/accounts/record/page-queries.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

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
    />
  )
}

function labelOf(action: string): string {
  const words = action.replace('.', ' ').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
