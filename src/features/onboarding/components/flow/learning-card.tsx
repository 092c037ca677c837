'use client'

import { Button, Group, SimpleGrid, Stack, Table, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { Timestamp } from '#src/components/format/timestamp.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import { retrainFlowAction } from '../../actions.ts'
import type { ExperimentResource, ModelCard } from '../../learning/schema.ts'
import { percent, policies } from '../labels.ts'

interface Props {
  card: ModelCard
  experiment: ExperimentResource
  mayWrite: boolean
}

/** What the flow has learned, and what that is worth. */
export function LearningCard({ card, experiment, mayWrite }: Props) {
  const [problem, setProblem] = useState<string>()
  const { policy, hold_out_percent, needed, ended_decisions, model } = card

  async function retrain() {
    const answer = await settleAction(retrainFlowAction(card.flow_id))
    setProblem(answer.ok ? undefined : answer.problem.message)
    if (answer.ok)
      notifications.show({ message: 'A worker is retraining this flow. Reload the page in a moment.' })
  }

  return (
    <Card
      title="What it has learned"
      aside={
        mayWrite && policy !== 'fixed_order' ? (
          <Button size="xs" variant="default" onClick={retrain}>
            Learn anew
          </Button>
        ) : null
      }
    >
      <Stack gap="md">
        <FormProblem>{problem}</FormProblem>
        <Text size="sm">
          {policies[policy]}.{' '}
          {policy === 'fixed_order' || model
            ? null
            : `The order is fixed until ${needed} recommendations have ended; ${ended_decisions} have.`}{' '}
          {policy === 'fixed_order'
            ? null
            : `${hold_out_percent} of 100 learners always get the fixed order.`}
        </Text>
        {model ? <Facts model={model} /> : null}
        {model ? <Lifts experiment={experiment} /> : null}
      </Stack>
    </Card>
  )
}

function Facts({ model }: { model: NonNullable<ModelCard['model']> }) {
  const { version, trained_at, trained_on, validation, steps } = model
  const facts = [
    ['Model', `Version ${version}, of ${trained_on} recommendations`],
    ['Accuracy', `${percent(validation.accuracy)} of ${validation.decisions} that it had not seen`],
    [
      'Error',
      `${validation.brier.toFixed(3)} squared; always the average: ${validation.brier_of_average.toFixed(3)}`,
    ],
    ['Steps', steps.map(({ key, seen }) => `${key} ${seen}`).join(', ')],
  ] as const
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      <Group gap={6}>
        <Text size="sm" c="dimmed">
          Trained
        </Text>
        <Text size="sm" component="span">
          <Timestamp at={trained_at} />
        </Text>
      </Group>
      {facts.map(([label, value]) => (
        <Group key={label} gap={6}>
          <Text size="sm" c="dimmed">
            {label}
          </Text>
          <Text size="sm">{value}</Text>
        </Group>
      ))}
    </SimpleGrid>
  )
}

const methods: Record<ExperimentResource['lifts'][number]['method'], string> = {
  hold_out: 'Against the hold-out',
  ips: 'By inverse propensities',
  snips: 'Self-normalised',
  doubly_robust: 'Doubly robust',
}

function Lifts({ experiment: { arms, lifts } }: { experiment: ExperimentResource }) {
  const points = (value: number | null) => (value === null ? '–' : `${(100 * value).toFixed(1)}`)
  return (
    <div>
      <Text size="sm" mb="xs">
        {arms
          .map(
            ({ name, decisions }) => `${decisions} ${name === 'hold_out' ? 'in fixed order' : 'recommended'}`,
          )
          .join(', ')}
        . How many more of 100 are completed than in the fixed order, with the 95 % interval:
      </Text>
      <WideTable
        label="Lift"
        width="28rem"
        head={
          <Table.Tr>
            <Table.Th>Method</Table.Th>
            <Table.Th ta="right">Lift</Table.Th>
            <Table.Th ta="right">From</Table.Th>
            <Table.Th ta="right">To</Table.Th>
            <Table.Th>Verdict</Table.Th>
          </Table.Tr>
        }
      >
        {lifts.map(({ method, value, low, high }) => (
          <Table.Tr key={method}>
            <Table.Td>{methods[method]}</Table.Td>
            <Table.Td ta="right">{points(value)}</Table.Td>
            <Table.Td ta="right">{points(low)}</Table.Td>
            <Table.Td ta="right">{points(high)}</Table.Td>
            <Table.Td>{verdictOf(low, high)}</Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
    </div>
  )
}

function verdictOf(low: number | null, high: number | null): string {
  if (low === null || high === null) return 'Too little is known'
  if (low > 0) return 'Better'
  return high < 0 ? 'Worse' : 'No difference shown'
}
