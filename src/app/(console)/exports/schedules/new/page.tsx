import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { ScheduleForm } from '#src/features/exports/components/schedules/builder/schedule-form.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { pageContext } from '../../../page-context.ts'
import { firstOf, requestAt, type Search, searchText } from '../../form-address.ts'
import { offeredDestinations, rightsOf } from '../../page-data.ts'

export const metadata: Metadata = { title: 'New schedule' }

export default async function NewSchedulePage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const context = await pageContext(`/exports/schedules/new${searchText(search)}`)
  const types = await listTypes.execute(context, {})
  if (!rightsOf(context).maySchedule || types.datasets.length === 0) notFound()
  const type = firstOf(search.type)
  const request = (await requestAt(context, search)) ?? (type ? { export_type: type } : {})
  return (
    <>
      <PageHeader above={<BackLink href="/exports/schedules" label="Schedules" />} title="New schedule" />
      <ScheduleForm types={types} destinations={await offeredDestinations(context)} request={request} />
    </>
  )
}
