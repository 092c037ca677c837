import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { NewScopeForm } from '#src/features/scopes/components/scope/new-scope-form.tsx'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'New scope of work' }

export default async function NewScopePage() {
  const { principal } = await pageContext('/scopes/new')
  if (!principal.permissions.has('scopes.write')) notFound()
  return (
    <>
      <PageHeader
        above={<BackLink href="/data/sow" label="Scopes of work" />}
        title="New scope of work"
        description="It is a draft until someone sends it to review."
      />
      <NewScopeForm />
    </>
  )
}
