'use client'

import { Paper } from '@mantine/core'
import { IconCalendarRepeat } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'

export function NoSchedules({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Paper>
      <EmptyState
        icon={<IconCalendarRepeat aria-hidden />}
        title="No schedules yet"
        action={
          mayCreate ? (
            <LinkButton href="/exports/schedules/new" mt="xs">
              New schedule
            </LinkButton>
          ) : null
        }
      >
        A schedule makes a file automatically, such as the previous month’s payroll on the first of every
        month, and emails a link to the people you choose.
      </EmptyState>
    </Paper>
  )
}
