'use client'

import { Table, Text } from '@mantine/core'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { ModelResource } from '../../record/schema.ts'

/** A model's figures beside those of what it was compared with, on the same lines. */
export function ScoresTable({ tested }: { tested: NonNullable<ModelResource['tested']> }) {
  const differenceTo = (method: string) => tested.differences.find(({ against }) => against === method)
  return (
    <>
      <WideTable
        label="Figures beside baselines"
        width="34rem"
        head={
          <Table.Tr>
            <Table.Th>Method</Table.Th>
            <Table.Th ta="right">AUC</Table.Th>
            <Table.Th ta="right">Brier score</Table.Th>
            <Table.Th ta="right">ECE</Table.Th>
            <Table.Th ta="right">Difference of the Brier score (90 %)</Table.Th>
          </Table.Tr>
        }
      >
        {tested.scores.map(({ method, auc, brier, ece }) => {
          const difference = differenceTo(method)
          return (
            <Table.Tr key={method}>
              <Table.Td>{method.charAt(0).toUpperCase() + method.slice(1)}</Table.Td>
              <Table.Td ta="right">{auc.toFixed(3)}</Table.Td>
              <Table.Td ta="right">{brier.toFixed(3)}</Table.Td>
              <Table.Td ta="right">{ece.toFixed(3)}</Table.Td>
              <Table.Td ta="right">
                {difference
                  ? `${difference.brier.toFixed(3)} (${difference.lower.toFixed(3)} to ${difference.upper.toFixed(3)})`
                  : '–'}
              </Table.Td>
            </Table.Tr>
          )
        })}
      </WideTable>
      <Text size="xs" c="dimmed" mt={4}>
        AUC: how often a late line had the higher risk, 0.5 is chance. Brier score: mean squared distance of
        probability and outcome, less is better. ECE: how far groups of lines are off. A difference below 0 is
        in favour of this model.
      </Text>
    </>
  )
}
