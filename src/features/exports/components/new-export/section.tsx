import { Paper, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

interface Props {
  title: string
  description?: ReactNode
  children: ReactNode
}

export function Section({ title, description, children }: Props) {
  return (
    <Paper component="section" aria-label={title} p="md">
      <Title order={2} mb={description ? 0 : 'sm'}>
        {title}
      </Title>
      {description ? (
        <Text size="sm" c="dimmed" mb="sm">
          {description}
        </Text>
      ) : null}
      {children}
    </Paper>
  )
}
