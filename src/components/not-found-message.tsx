import { Center } from '@mantine/core'
import { IconMapQuestion } from '@tabler/icons-react'
import { EmptyState } from './empty-state.tsx'
import { LinkButton } from './link-button.tsx'

export function NotFoundMessage({
  children = 'It may have been deleted, or the address is wrong.',
}: {
  children?: string
}) {
  return (
    <Center mih="60vh">
      <EmptyState
        icon={<IconMapQuestion aria-hidden />}
        title="There is nothing here"
        order={1}
        action={
          <LinkButton href="/" mt="sm">
            Go to Home
          </LinkButton>
        }
      >
        {children}
      </EmptyState>
    </Center>
  )
}
