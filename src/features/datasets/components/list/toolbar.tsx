import { Box, Group } from '@mantine/core'
import type { ReactNode } from 'react'

/** Filters on the left, what the list looks like on the right. */
export function Toolbar({ filters, controls }: { filters: ReactNode; controls: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" gap="xs" mb="sm">
      <Box flex="1 1 24rem" miw={0}>
        {filters}
      </Box>
      <Group gap="xs" data-no-print>
        {controls}
      </Group>
    </Group>
  )
}
