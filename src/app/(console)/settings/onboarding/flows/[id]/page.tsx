import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { getFunnel } from '#src/features/onboarding/analytics/queries/get-funnel.ts'
import { FlowPage } from '#src/features/onboarding/components/flow/flow-page.tsx'
import { getExperiment } from '#src/features/onboarding/learning/queries/get-experiment.ts'
import { getModel } from '#src/features/onboarding/learning/queries/get-model.ts'
import { getFlow } from '#src/features/onboarding/queries/get-flow.ts'
import { listContent } from '#src/features/onboarding/queries/list-content.ts'
import { orNotFound, pageContext } from '../../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/settings/onboarding/flows/${id}`)
  if (!context.principal.permissions.has('onboarding.read')) notFound()
  return { context, flow: await getFlow.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { flow } = await load((await params).id)
  return { title: flow.name }
}

export default async function OneFlowPage({ params }: Props) {
  const { context, flow } = await load((await params).id)
  const isPublished = flow.published_version !== null
  return (
    <FlowPage
      flow={flow}
      funnel={isPublished ? await getFunnel.execute(context, { flow_id: flow.id }) : undefined}
      card={await getModel.execute(context, { flow_id: flow.id })}
      experiment={await getExperiment.execute(context, { flow_id: flow.id })}
      texts={(await listContent.execute(context, { limit: 100 })).items}
      mayWrite={context.principal.permissions.has('onboarding.write')}
    />
  )
}
