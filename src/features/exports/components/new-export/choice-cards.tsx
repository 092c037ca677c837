'use client'

import { Group, Radio, SimpleGrid, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './choice-cards.module.css'

interface Props {
  label: string
  value: string
  choices: { value: string; label: string; description?: string; note?: string; foot?: ReactNode }[]
  columns: { base: number; xs?: number; sm?: number; lg?: number }
  onChange: (value: string) => void
}

export function ChoiceCards({ label, value, choices, columns, onChange }: Props) {
  return (
    <Radio.Group value={value} onChange={onChange} aria-label={label}>
      <SimpleGrid cols={columns} spacing="xs">
        {choices.map((choice) => (
          <Radio.Card key={choice.value} value={choice.value} className={classes.card}>
            <Group wrap="nowrap" align="flex-start" gap="sm">
              <Radio.Indicator size="xs" mt={3} />
              <div>
                <Text size="sm" fw={600}>
                  {choice.label}
                  {choice.note ? (
                    <Text span size="xs" c="dimmed" fw={400} ml={6}>
                      {choice.note}
                    </Text>
                  ) : null}
                </Text>
                {choice.description ? (
                  <Text size="xs" c="dimmed" mt={2}>
                    {choice.description}
                  </Text>
                ) : null}
                {choice.foot}
              </div>
            </Group>
          </Radio.Card>
        ))}
      </SimpleGrid>
    </Radio.Group>
  )
}
