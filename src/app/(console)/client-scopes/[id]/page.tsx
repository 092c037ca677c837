import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ClientScopePage } from '#src/features/scopes/components/clients/client-scope-page.tsx'
import { getClientScope } from '#src/features/scopes/queries/get-client-scope.ts'
import { getVersion } from '#src/features/scopes/queries/get-version.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/client-scopes/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('clients.read')) notFound()
  const clientScope = await getClientScope.execute(context, { id }).catch(orNotFound)
  const { scope_id, scope_version: number } = clientScope
  const agreed = permissions.has('scopes.read')
    ? await getVersion.execute(context, { id: scope_id, number })
    : undefined
  return { clientScope, agreed, mayWrite: permissions.has('clients.write') }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { clientScope } = await load((await params).id)
  return { title: `${clientScope.scope_name}, ${clientScope.client_name}` }
}

export default async function OneClientScopePage({ params }: Props) {
  return <ClientScopePage {...(await load((await params).id))} />
}
