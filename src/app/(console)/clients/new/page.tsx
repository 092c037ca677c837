import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { NewClientForm } from '#src/features/scopes/components/clients/new-client-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'New client' }

export default async function NewClientPage() {
  const { principal } = await pageContext('/clients/new')
  if (!principal.permissions.has('clients.write')) notFound()
  return (
    <>
      <PageHeader above={<BackLink href="/data/clients" label="Clients" />} title="New client" />
      <NewClientForm />
    </>
  )
}
