import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { DeploymentReports } from '#src/features/system/components/deployment/deployment-reports.tsx'
import { getDeployment } from '#src/features/system/deployment/service.ts'
import { pageContext } from '../../page-context.ts'

export const metadata: Metadata = { title: 'Deployment' }

export default async function DeploymentPage() {
  const context = await pageContext('/settings/deployment')
  if (!context.principal.permissions.has('deployment.read')) notFound()
  const { reports } = await getDeployment.execute(context, {})
  return (
    <>
      <PageHeader
        title="Deployment"
        description="What the doctor found the last time it checked this installation."
      />
      <DeploymentReports reports={reports} />
    </>
  )
}
