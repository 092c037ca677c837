'use client'

import { Center } from '@mantine/core'
import { IconFileX } from '@tabler/icons-react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { LinkButton } from '#src/components/link-button.tsx'

interface Props {
  code: string
  exportId: string | undefined
}

interface Words {
  title: string
  next: string
  /** Whether the export still has a page. */
  hasPage: boolean
}

const words: Record<string, Words> = {
  unauthenticated: {
    title: 'Your session had ended',
    next: 'You are signed in again. Start the download from the export.',
    hasPage: true,
  },
  forbidden: {
    title: 'This link is no longer valid',
    next: 'It has expired, or you may not download this file. Start the download from the export, or ask its creator.',
    hasPage: true,
  },
  not_found: {
    title: 'This export no longer exists',
    next: 'It was deleted, or it belongs to another company. Look for it in the list.',
    hasPage: false,
  },
  gone: {
    title: 'The file is no longer available',
    next: 'Run the export again to get current data.',
    hasPage: true,
  },
  conflict: {
    title: 'The file cannot be downloaded',
    next: 'The export is not finished, or its file was altered. See its page for details.',
    hasPage: true,
  },
  rate_limited: {
    title: 'Too many downloads at once',
    next: 'Wait a minute, then start the download from the export.',
    hasPage: true,
  },
}

const other: Words = {
  title: 'The file cannot be read right now',
  next: 'The storage did not respond. Try again in a minute; if it fails again, tell your administrator.',
  hasPage: true,
}

export function DownloadProblem({ code, exportId }: Props) {
  const { title, next, hasPage } = words[code] ?? other
  const leadsToExport = hasPage && exportId !== undefined
  return (
    <Center mih="60vh">
      <EmptyState
        icon={<IconFileX aria-hidden />}
        title={title}
        order={1}
        action={
          <LinkButton href={leadsToExport ? `/exports/${exportId}` : '/exports'} mt="sm">
            {leadsToExport ? 'Go to the export' : 'Go to exports'}
          </LinkButton>
        }
      >
        {next}
      </EmptyState>
    </Center>
  )
}
