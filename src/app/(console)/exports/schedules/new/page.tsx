import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '#src/components/page-header.tsx'
import { BackToSchedules } from '#src/features/exports/components/schedules/back-to-schedules.tsx'
import { ScheduleForm } from '#src/features/exports/components/schedules/builder/schedule-form.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { pageContext } from '../../../page-context.ts'
import { offeredDestinations } from '../../page-data.ts'

export const metadata: Metadata = { title: 'New schedule' }

interface Props {
  searchParams: Promise<{ type?: string | string[] }>
}

export default async function NewSchedulePage({ searchParams }: Props) {
  const context = await pageContext('/exports/schedules/new')
  const types = await listTypes.execute(context, {})
  const mayCreate = context.principal.permissions.has('exports.schedules.create')
  if (!mayCreate || types.datasets.length === 0) notFound()
  const { type } = await searchParams
  return (
    <>
      <PageHeader above={<BackToSchedules />} title="New schedule" />
      <ScheduleForm types={types} destinations={await offeredDestinations(context)} type={[type].flat()[0]} />
    </>
  )
}
