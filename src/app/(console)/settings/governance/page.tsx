import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { GovernanceForm } from '#src/features/exports/components/governance/governance-form.tsx'
import { getGovernance } from '#src/features/exports/governance/queries/settings.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Governance' }

export default async function GovernancePage() {
  const context = await pageContext('/settings/governance')
  if (!context.principal.permissions.has('exports.governance.read')) notFound()
  const rules = await getGovernance.execute(context, {})
  return (
    <>
      <PageHeader
        title="Governance"
        description="Rules for every export in the company. Each person’s role decides what they can export."
      />
      <GovernanceForm key={rules.version} rules={rules} />
    </>
  )
}
