import { Group } from '@mantine/core'
import { LinkButton } from '#src/components/link-button.tsx'

interface Props {
  /** Whether this is a later page. */
  isLater: boolean
  next: string | null
}

export function PageLinks({ isLater, next }: Props) {
  if (!isLater && !next) return null
  return (
    <Group component="nav" gap={6} mt="sm" justify="flex-end" aria-label="Pages">
      {isLater ? (
        <LinkButton href="/exports/schedules" variant="subtle" size="xs">
          First page
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton
          href={`/exports/schedules?cursor=${encodeURIComponent(next)}`}
          variant="default"
          size="xs"
        >
          Next
        </LinkButton>
      ) : null}
    </Group>
  )
}
