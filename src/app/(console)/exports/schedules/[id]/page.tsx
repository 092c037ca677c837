import { Grid, GridCol } from '@mantine/core'
import type { Metadata } from 'next'
import { cache } from 'react'
import { Card } from '#src/components/card.tsx'
import { BackLink } from '#src/components/links/back-link.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { ScheduleForm } from '#src/features/exports/components/schedules/builder/schedule-form.tsx'
import { HistoryTable } from '#src/features/exports/components/schedules/detail/history-table.tsx'
import { ScheduleActions } from '#src/features/exports/components/schedules/detail/schedule-actions.tsx'
import { ScheduleFacts } from '#src/features/exports/components/schedules/detail/schedule-facts.tsx'
import { listTypes } from '#src/features/exports/queries/list-types.ts'
import { getSchedule } from '#src/features/exports/schedules/queries/get.ts'
import { listRuns } from '#src/features/exports/schedules/queries/list-runs.ts'
import { listUpcoming } from '#src/features/exports/schedules/queries/upcoming.ts'
import { orNotFound, pageContext } from '../../../page-context.ts'
import { labelsFor, offeredDestinations } from '../../page-data.ts'

interface Props {
  params: Promise<{ id: string }>
  searchParams: Promise<{ page?: string | string[]; change?: string | string[] }>
}

const load = cache(async (id: string) => {
  const context = await pageContext(`/exports/schedules/${id}`)
  return { context, schedule: await getSchedule.execute(context, { id }).catch(orNotFound) }
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { schedule } = await load((await params).id)
  return { title: schedule.schedule_name }
}

export default async function SchedulePage({ params, searchParams }: Props) {
  const { context, schedule } = await load((await params).id)
  const { page, change } = await searchParams
  const mayChange = context.principal.permissions.has('exports.schedules.update')
  const header = {
    above: <BackLink href="/exports/schedules" label="Schedules" />,
    title: schedule.schedule_name,
    description: schedule.in_words,
  }
  if (change && mayChange) {
    return (
      <>
        <PageHeader {...header} />
        <ScheduleForm
          key={schedule.version}
          types={await listTypes.execute(context, {})}
          destinations={await offeredDestinations(context)}
          existing={schedule}
        />
      </>
    )
  }
  const history = await listRuns
    .execute(context, { id: schedule.id, page: [page].flat()[0] ?? 1 })
    .catch(orNotFound)
  const isRunning = schedule.is_active && !schedule.hold
  return (
    <>
      <PageHeader {...header} actions={mayChange ? <ScheduleActions schedule={schedule} /> : null} />
      <Grid gap="md">
        <GridCol span={{ base: 12, md: 7 }}>
          <Card title="History">
            <HistoryTable
              scheduleId={schedule.id}
              runs={history.items}
              pagination={history.pagination}
              timeZone={schedule.time_zone}
            />
          </Card>
        </GridCol>
        <GridCol span={{ base: 12, md: 5 }}>
          <ScheduleFacts
            schedule={schedule}
            preview={isRunning ? await listUpcoming.execute(context, { id: schedule.id }) : undefined}
            labels={await labelsFor(context)}
            destinations={(await offeredDestinations(context))
              .filter(({ id }) => schedule.destinations.includes(id))
              .map(({ name }) => name)}
            mayChange={mayChange}
          />
        </GridCol>
      </Grid>
    </>
  )
}
