'use client'

import { Anchor, Group, Stack, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import Link from 'next/link'
import { FormatProvider, type Formats } from '#src/components/format/format-context.tsx'
import type { Problem } from '#src/lib/http/action.ts'
import type { ExportResource } from '../../record/schema.ts'
import { isUnfinished } from '../export-state.ts'
import { followExports } from '../follow-exports.ts'
import { ProgressLine } from '../progress-line.tsx'
import type { SeenExport } from '../use-live-exports.ts'

/** A file that is there by then arrives in the same click. */
const sameClickMilliseconds = 2_000

/**
 * Follows an export to its end, also over to other pages. Done soon after the click, its file is fetched at
 * once; else a notice shows how far it is and, at the end, a link.
 */
export function fetchWhenDone(created: ExportResource, clickedAt: number, formats: Formats): void {
  const { id } = created
  const stop = new AbortController()
  let seen: SeenExport = { resource: created, seenAt: Date.parse(created.created_at) }
  let isWaiting = false

  const show = () => {
    const notice = noticeOf(seen, formats)
    if (isWaiting) notifications.update({ id, ...notice })
    else notifications.show({ id, ...notice })
    isWaiting = true
  }
  const timer = setTimeout(show, Math.max(0, sameClickMilliseconds - (performance.now() - clickedAt)))

  function end() {
    clearTimeout(timer)
    stop.abort()
    const { links, export_name: name } = seen.resource
    if (isWaiting || !links.download) return show()
    fetchFile(links.download)
    notifications.show({
      id,
      color: 'green',
      title: 'Your file is ready',
      message: <Details name={name} id={id} />,
    })
  }

  void followExports(
    { ids: [id] },
    ({ at, exports, problem }) => {
      const resource = exports.find((found) => found.id === id)
      if (resource) seen = { resource, seenAt: Date.parse(at) }
      if (problem?.code === 'unauthenticated') {
        clearTimeout(timer)
        tellRefused(problem)
      } else if (resource && !isUnfinished(resource)) end()
      else if (isWaiting) show()
    },
    stop.signal,
    id,
  )
}

/** The server's sentence about what is wrong. */
export function tellRefused({ message }: Problem): void {
  notifications.show({ color: 'red', title: 'The export could not start', message, autoClose: 12_000 })
}

function noticeOf(seen: SeenExport, { locale, timeZone, now }: Formats) {
  const { id, export_name: name, status, error, links } = seen.resource
  const open = { autoClose: false as const, withCloseButton: true }
  if (isUnfinished(seen.resource)) {
    const message = (
      <FormatProvider locale={locale} timeZone={timeZone} renderedAt={now}>
        <Stack gap={4}>
          <ProgressLine {...seen} />
          <Details name="Open the export" id={id} />
        </Stack>
      </FormatProvider>
    )
    return { ...open, color: 'blue', title: name, message }
  }
  if (status !== 'completed') {
    const message = (
      <>
        {error ? `${error.message} ${error.action} ` : 'There is no file. '}
        <Details name="Open the export" id={id} />
      </>
    )
    return {
      ...open,
      color: 'red',
      title: status === 'failed' ? `${name} failed` : `${name} was cancelled`,
      message,
    }
  }
  const message = (
    <Group gap="sm">
      {links.download ? (
        <Anchor href={`${links.download}?redirect=1`} size="sm" fw={600}>
          Download
        </Anchor>
      ) : null}
      <Details name="Open the export" id={id} />
    </Group>
  )
  return { ...open, color: 'green', title: `${name} is ready`, message }
}

function Details({ name, id }: { name: string; id: string }) {
  return (
    <Text size="sm" component="div">
      <Anchor component={Link} href={`/exports/${id}`} inherit>
        {name}
      </Anchor>
    </Text>
  )
}

/** As a click on the link would: the page stays. */
function fetchFile(link: string): void {
  const anchor = document.createElement('a')
  anchor.href = `${link}?redirect=1`
  document.body.append(anchor)
  anchor.click()
  anchor.remove()
}
