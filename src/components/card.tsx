import { Box, Group, Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  aside?: ReactNode
  children: ReactNode
}

export function Card({ title, aside, children }: Props) {
  return (
    <Paper component="section" aria-label={title} p="md">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={2}>{title}</Title>
        {aside}
      </Group>
      <Box>{children}</Box>
    </Paper>
  )
}
