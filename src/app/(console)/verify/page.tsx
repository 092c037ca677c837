import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { VerifyDrop } from '#src/features/exports/components/verify/verify-drop.tsx'
import { pageContext } from '../page-context.ts'

export const metadata: Metadata = { title: 'Verify a file' }

export default async function VerifyPage() {
  const { principal } = await pageContext('/verify')
  if (!principal.permissions.has('exports.read')) notFound()
  return (
    <>
      <PageHeader
        title="Verify a file"
        description="Find out which export a file is, and whether anybody changed it."
      />
      <VerifyDrop />
    </>
  )
}
