'use client'

import { Menu } from '@mantine/core'
import { IconAdjustments, IconCalendarRepeat, IconTemplate } from '@tabler/icons-react'
import Link from 'next/link'
import { addressOfRequest } from '../new-export/draft/address.ts'
import type { PartialRequest } from '../new-export/draft/from-request.ts'

interface Props {
  seen: PartialRequest
  maySchedule: boolean
  onSaveTemplate: () => void
}

/** What else can be made of the rows on screen; part of a menu. */
export function KeepItems({ seen, maySchedule, onSaveTemplate }: Props) {
  const address = addressOfRequest(seen)
  return (
    <>
      <Menu.Divider />
      <Menu.Label>With these filters, columns and sort</Menu.Label>
      <Menu.Item
        component={Link}
        href={`/exports/new${address}`}
        prefetch={false}
        leftSection={<IconAdjustments size={16} aria-hidden />}
      >
        More options
      </Menu.Item>
      <Menu.Item onClick={onSaveTemplate} leftSection={<IconTemplate size={16} aria-hidden />}>
        Save as template
      </Menu.Item>
      {maySchedule ? (
        <Menu.Item
          component={Link}
          href={`/exports/schedules/new${address}`}
          prefetch={false}
          leftSection={<IconCalendarRepeat size={16} aria-hidden />}
        >
          Schedule
        </Menu.Item>
      ) : null}
    </>
  )
}
