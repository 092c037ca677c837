import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ScopePage } from '#src/features/scopes/components/scope/scope-page.tsx'
import { compareVersions } from '#src/features/scopes/queries/compare-versions.ts'
import { getScope } from '#src/features/scopes/queries/get-scope.ts'
import { listVersions } from '#src/features/scopes/queries/list-versions.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/scopes/${id}`)
  if (!context.principal.permissions.has('scopes.read')) notFound()
  return { context, scope: await getScope.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { scope } = await load((await params).id)
  return { title: scope.scope_name }
}

export default async function OneScopePage({ params, searchParams }: Props) {
  const { id } = await params
  const { context, scope } = await load(id)
  const { from, to } = await searchParams
  const pair = { ...(from ? { from } : {}), ...(to ? { to } : {}) }
  const mayWrite = context.principal.permissions.has('scopes.write')
  const { items: versions } = await listVersions.execute(context, { id, limit: 100 })
  return (
    <ScopePage
      scope={scope}
      // The browser gets the texts that it shows, not those of all versions.
      versions={versions.map(({ number, status }) => ({ number, status }))}
      draft={mayWrite ? versions.find(({ status }) => status === 'draft') : undefined}
      onlyText={versions.length === 1 ? versions[0]!.content : undefined}
      comparison={await compareVersions.execute(context, { id, ...pair }).catch(orNotFound)}
      mayWrite={mayWrite}
    />
  )
}
