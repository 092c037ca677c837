'use client'

import { Button, Center, Code } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { EmptyState } from './empty-state.tsx'

interface Props {
  /** By which the log entry is found. */
  reference?: string | undefined
  onRetry: () => void
}

export function ErrorMessage({ reference, onRetry }: Props) {
  return (
    <Center mih="60vh">
      <EmptyState
        icon={<IconAlertTriangle aria-hidden />}
        title="This page could not be loaded"
        order={1}
        action={
          <Button mt="sm" onClick={() => onRetry()}>
            Try again
          </Button>
        }
      >
        None of your data was changed. Try again in a moment; if it keeps happening,{' '}
        {reference ? (
          <>
            give your administrator the reference <Code>{reference}</Code>
          </>
        ) : (
          'tell your administrator when it happened'
        )}
        .
      </EmptyState>
    </Center>
  )
}
