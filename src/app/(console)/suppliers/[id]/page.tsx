import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { cache } from 'react'
import { ScorecardCard } from '#src/features/purchasing/components/scorecard/scorecard-card.tsx'
import { getPerformance } from '#src/features/purchasing/queries/get-performance.ts'
import { SupplierRiskCard } from '#src/features/supplier-performance/components/cards/risk-card.tsx'
import { getSupplierPrediction } from '#src/features/supplier-performance/queries/get-supplier-prediction.ts'
import { SupplierPage } from '#src/features/suppliers/components/supplier/supplier-page.tsx'
import { getSupplier } from '#src/features/suppliers/queries/get.ts'
import { orNotFound, pageContext } from '../../page-context.ts'

interface Props {
  params: Promise<{ id: string }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/suppliers/${id}`)
  const { permissions } = context.principal
  if (!permissions.has('suppliers.read')) notFound()
  const supplier = await getSupplier.execute(context, { id, include: 'contacts,items' }).catch(orNotFound)
  const performance = permissions.has('orders.read')
    ? await getPerformance.execute(context, { id })
    : undefined
  const risk = permissions.has('analytics.read')
    ? await getSupplierPrediction.execute(context, { id })
    : undefined
  return { supplier, performance, risk, mayWrite: permissions.has('suppliers.write') }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { supplier } = await load((await params).id)
  return { title: supplier.name }
}

export default async function OneSupplierPage({ params }: Props) {
  const { performance, risk, ...rest } = await load((await params).id)
  const scorecard = performance ? <ScorecardCard performance={performance} /> : null
  return (
    <SupplierPage
      {...rest}
      scorecard={scorecard}
      risk={risk ? <SupplierRiskCard prediction={risk} /> : null}
    />
  )
}
