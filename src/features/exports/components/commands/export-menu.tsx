'use client'

import { ActionIcon, Menu } from '@mantine/core'
import {
  IconAdjustments,
  IconCalendarRepeat,
  IconDots,
  IconDownload,
  IconFileDescription,
  IconFileExport,
  IconPlayerStop,
  IconRefresh,
  IconTrash,
} from '@tabler/icons-react'
import Link from 'next/link'
import { useFormats } from '#src/components/format/format-context.tsx'
import { isUnfinished, type ShownExport, stateOf } from '../export-state.ts'
import type { Labels } from '../labels.ts'
import type { Rights } from '../rights.ts'
import { useExportCommands } from './use-export-commands.ts'

interface Props {
  resource: ShownExport
  rights: Rights
  labels: Labels
}

/** Everything that can be done with one export of the list. */
export function ExportMenu({ resource, rights, labels }: Props) {
  const { now } = useFormats()
  const { cancel, remove, isWorking } = useExportCommands(resource)
  const { id, export_name, links } = resource
  const state = stateOf(resource, now)
  const isOwn = rights.seesAll || resource.created_by === rights.userId
  return (
    <Menu position="bottom-end" width={220} returnFocus>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Actions for ${export_name}`}
          loading={isWorking}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          href={`/exports/${id}`}
          prefetch={false}
          leftSection={<IconFileDescription size={16} aria-hidden />}
        >
          Open
        </Menu.Item>
        {links.download && state === 'completed' && rights.mayDownload ? (
          <Menu.Item
            component="a"
            href={`${links.download}?redirect=1`}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Download
          </Menu.Item>
        ) : null}
        {links.cancel && isOwn && rights.mayExecute ? (
          <Menu.Item
            onClick={cancel}
            disabled={state === 'cancelling'}
            leftSection={<IconPlayerStop size={16} aria-hidden />}
          >
            Cancel
          </Menu.Item>
        ) : null}
        {rights.mayCreate ? <RepeatItems resource={resource} rights={rights} labels={labels} /> : null}
        {isOwn && rights.mayDelete && !isUnfinished(resource) ? (
          <>
            <Menu.Divider />
            <Menu.Item
              c="var(--mantine-color-error)"
              onClick={() => remove()}
              leftSection={<IconTrash size={16} aria-hidden />}
            >
              Delete
            </Menu.Item>
          </>
        ) : null}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The ways to get this export once more; part of a menu. */
export function RepeatItems({ resource, rights, labels }: Props) {
  const { runAgain, runInFormat } = useExportCommands(resource)
  const otherFormats = labels.formats.filter(({ value }) => value !== resource.format)
  return (
    <>
      <Menu.Item onClick={runAgain} leftSection={<IconRefresh size={16} aria-hidden />}>
        {resource.status === 'failed' ? 'Retry' : 'Run again'}
      </Menu.Item>
      <Menu.Item
        component={Link}
        href={`/exports/new?from=${resource.id}`}
        prefetch={false}
        leftSection={<IconAdjustments size={16} aria-hidden />}
      >
        Change and run again
      </Menu.Item>
      {rights.maySchedule ? (
        <Menu.Item
          component={Link}
          href={`/exports/schedules/new?from=${resource.id}`}
          prefetch={false}
          leftSection={<IconCalendarRepeat size={16} aria-hidden />}
        >
          Schedule
        </Menu.Item>
      ) : null}
      <Menu.Sub>
        <Menu.Sub.Target>
          <Menu.Sub.Item leftSection={<IconFileExport size={16} aria-hidden />}>Other format</Menu.Sub.Item>
        </Menu.Sub.Target>
        <Menu.Sub.Dropdown>
          {otherFormats.map(({ value, label }) => (
            <Menu.Item key={value} onClick={() => runInFormat(value)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Sub.Dropdown>
      </Menu.Sub>
    </>
  )
}
