import { Stack } from '@mantine/core'
import type { Metadata } from 'next'
import { isoDay } from '#src/components/format/instants.ts'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { NoSchedules } from '#src/features/exports/components/schedules/list/no-schedules.tsx'
import { PageLinks } from '#src/features/exports/components/schedules/list/page-links.tsx'
import { RehearsalCard } from '#src/features/exports/components/schedules/list/rehearsal-card.tsx'
import { SchedulesTable } from '#src/features/exports/components/schedules/list/schedules-table.tsx'
import { listSchedules } from '#src/features/exports/schedules/queries/list.ts'
import { rehearseDay } from '#src/features/exports/schedules/queries/rehearse.ts'
import { orNotFound, pageContext } from '../../page-context.ts'
import { labelsFor } from '../page-data.ts'

export const metadata: Metadata = { title: 'Schedules' }

interface Props {
  searchParams: Promise<{ cursor?: string | string[]; date?: string | string[] }>
}

export default async function SchedulesPage({ searchParams }: Props) {
  const { cursor: cursors, date } = await searchParams
  const cursor = [cursors].flat()[0]
  const context = await pageContext('/exports/schedules')
  const { permissions, timeZone } = context.principal
  const chosen = String([date].flat()[0] ?? isoDay(new Date(), timeZone))
  const listed = await listSchedules.execute(context, { limit: 50, cursor }).catch(orNotFound)
  const mayCreate = permissions.has('exports.schedules.create')
  return (
    <>
      <PageHeader
        title="Schedules"
        description="Exports that run automatically, and who gets them."
        actions={mayCreate ? <LinkButton href="/exports/schedules/new">New schedule</LinkButton> : null}
      />
      {listed.items.length === 0 ? (
        <NoSchedules mayCreate={mayCreate} />
      ) : (
        <Stack gap="md">
          <div>
            <SchedulesTable
              schedules={listed.items}
              labels={await labelsFor(context)}
              mayChange={permissions.has('exports.schedules.update')}
            />
            <PageLinks isLater={cursor !== undefined} next={listed.pagination.next_cursor} />
          </div>
          <RehearsalCard rehearsal={await rehearseDay.execute(context, { date: chosen }).catch(orNotFound)} />
        </Stack>
      )}
    </>
  )
}
