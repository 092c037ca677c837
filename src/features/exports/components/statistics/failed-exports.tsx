'use client'

import { Anchor, List, Paper, Text, Title } from '@mantine/core'
import Link from 'next/link'
import type { Analytics } from '../../statistics/schema.ts'

/** The latest exports behind each reason of failure. */
export function FailedExports({ failures }: Pick<Analytics, 'failures'>) {
  if (failures.length === 0) return null
  return (
    <Paper component="section" aria-label="Latest failed exports" p="md">
      <Title order={2} mb="xs">
        Latest failed exports
      </Title>
      {failures.map(({ code, message, latest }) => (
        <div key={code}>
          <Text size="sm" fw={600}>
            {message}
          </Text>
          <List size="sm" mb="xs">
            {latest.map(({ id, export_name }) => (
              <List.Item key={id}>
                {export_name ? (
                  <Anchor component={Link} href={`/exports/${id}`} prefetch={false} size="sm">
                    {export_name}
                  </Anchor>
                ) : (
                  'A deleted export'
                )}
              </List.Item>
            ))}
          </List>
        </div>
      ))}
    </Paper>
  )
}
