import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { MembersPage } from '#src/features/accounts/components/members/members-page.tsx'
import { listMembers } from '#src/features/accounts/queries/list-members.ts'
import { readMembersQuery } from '#src/features/accounts/record/page-queries.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Members' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function MembersSettingsPage({ searchParams }: Props) {
  const query = readMembersQuery(await searchParams)
  const context = await pageContext('/settings/members')
  const { userId, role, permissions } = context.principal
  if (!permissions.has('members.manage')) notFound()
  const { items, pagination } = await listMembers.execute(context, query)
  return (
    <MembersPage
      members={items}
      search={query.search ?? ''}
      page={pagination.page}
      pages={pagination.pages}
      total={pagination.total}
      userId={userId}
      isSuperAdmin={role === 'super_admin'}
    />
  )
}
