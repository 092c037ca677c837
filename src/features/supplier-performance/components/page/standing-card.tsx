'use client'

import { Anchor, Paper, SimpleGrid, Text } from '@mantine/core'
import Link from 'next/link'
import { Day } from '#src/components/format/day.tsx'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, formatDecimal } from '#src/components/format/quantities.ts'
import type { Standing } from '../../record/schema.ts'

/** From how many lines on a model is trained. */
const leastLines = 300

/** What is expected, and what that comes from. */
export function StandingFigures({ standing }: { standing: Standing }) {
  const { locale } = useFormats()
  const { open_lines, expected_late, lines_known, lines_late, model, is_training, scored_on } = standing
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} spacing="md">
      <Figure label="Open lines" value={formatCount(locale, open_lines)}>
        {scored_on ? (
          <>
            predicted as of <Day day={scored_on} />
          </>
        ) : (
          'not predicted yet'
        )}
      </Figure>
      <Figure label="Expected late" value={formatDecimal(locale, expected_late.toFixed(1))}>
        the sum of their probabilities
      </Figure>
      <Figure label="Known lines" value={formatCount(locale, lines_known)}>
        {`${formatCount(locale, lines_late)} of them late`}
      </Figure>
      <Figure label="Basis" value={model ? `Model ${model.number}` : 'History'}>
        {model ? (
          <>
            trained as of <Day day={model.as_of} /> ·{' '}
            <Anchor component={Link} href={`/insights/models/${model.id}`} size="xs" underline="always">
              its card
            </Anchor>
          </>
        ) : is_training ? (
          'a model is being trained'
        ) : lines_known < leastLines ? (
          `a model needs ${leastLines} known lines, 30 of them late`
        ) : (
          'no model was better than the suppliers’ own rates'
        )}
      </Figure>
    </SimpleGrid>
  )
}

function Figure({ label, value, children }: { label: string; value: string; children: React.ReactNode }) {
  return (
    <Paper p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={24} fw={620} lh={1.3} suppressHydrationWarning>
        {value}
      </Text>
      <Text size="xs" c="dimmed" component="div" suppressHydrationWarning>
        {children}
      </Text>
    </Paper>
  )
}
