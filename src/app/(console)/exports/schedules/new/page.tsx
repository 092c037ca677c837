import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { ScheduleForm } from '#src/features/exports/components/schedules/builder/schedule-form.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { pageContext } from '../../../page-context.ts'

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
      <PageHeader above={<BackLink href="/exports/schedules" label="Schedules" />} title="New schedule" />
      <ScheduleForm types={types} type={[type].flat()[0]} />
    </>
  )
}
