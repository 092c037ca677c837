import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ClientPage } from '#src/features/scopes/components/clients/client-page.tsx'
import { getClient } from '#src/features/scopes/queries/get-client.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/clients/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('clients.read')) notFound()
  const client = await getClient.execute(context, { id }).catch(orNotFound)
  return { client, mayWrite: permissions.has('clients.write') }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { client } = await load((await params).id)
  return { title: client.name }
}

export default async function OneClientPage({ params }: Props) {
  return <ClientPage {...(await load((await params).id))} />
}
