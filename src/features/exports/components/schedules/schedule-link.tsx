'use client'

import { Button, type ButtonProps } from '@mantine/core'
import { IconCalendarRepeat } from '@tabler/icons-react'
import Link from 'next/link'
import { addressOfRequest } from '../new-export/draft/address.ts'
import type { PartialRequest } from '../new-export/draft/from-request.ts'

interface Props extends ButtonProps {
  request: PartialRequest
}

/** Leads to a new schedule of this request. */
export function ScheduleLink({ request, ...style }: Props) {
  return (
    <Button
      component={Link}
      href={`/exports/schedules/new${addressOfRequest(request)}`}
      prefetch={false}
      variant="default"
      leftSection={<IconCalendarRepeat size={17} aria-hidden />}
      {...style}
    >
      Schedule
    </Button>
  )
}
