import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ModelPage } from '#src/features/supplier-performance/components/models/model-page.tsx'
import { getModel } from '#src/features/supplier-performance/queries/get-model.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/insights/models/${id}`)
  if (!context.principal.permissions.has('analytics.read')) notFound()
  return getModel.execute(context, { id }).catch(orNotFound)
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load((await params).id)).name }
}

export default async function OneModelPage({ params }: Props) {
  return <ModelPage model={await load((await params).id)} />
}
