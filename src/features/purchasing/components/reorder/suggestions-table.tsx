'use client'

import { Anchor, Checkbox, NumberInput, Table, Text } from '@mantine/core'
import Link from 'next/link'
import { useState } from 'react'
import { Day } from '#src/components/format/day.tsx'
import { plural } from '#src/components/format/quantities.ts'
import { Count, Quantity } from '#src/components/format/quantity.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { SuggestionResource } from '../../reorder/schema.ts'
import { type Choice, chosenOf } from './choices.ts'
import { RankingDialog } from './ranking-dialog.tsx'
import { SupplierChoice } from './supplier-choice.tsx'

interface Props {
  suggestions: SuggestionResource[]
  choices: Record<string, Choice>
  /** Items whose quantity cannot be ordered. */
  wrong: string[]
  mayOrder: boolean
  today: string
  onChange: (itemId: string, part: Partial<Choice>) => void
  onSelectAll: (isSelected: boolean) => void
}

export function SuggestionsTable(props: Props) {
  const { suggestions, choices, wrong, mayOrder, today, onChange, onSelectAll } = props
  const [ranked, setRanked] = useState<SuggestionResource>()
  const selected = suggestions.filter(({ item_id }) => choices[item_id]!.isSelected).length
  return (
    <>
      <WideTable
        label="Items that need an order"
        width="64rem"
        head={
          <Table.Tr>
            {mayOrder ? (
              <Table.Th w={44}>
                <Checkbox
                  aria-label="Select all items of this page"
                  checked={selected === suggestions.length}
                  indeterminate={selected > 0 && selected < suggestions.length}
                  onChange={(event) => onSelectAll(event.currentTarget.checked)}
                />
              </Table.Th>
            ) : null}
            <Table.Th>Item</Table.Th>
            <Table.Th>Runs out</Table.Th>
            <Table.Th ta="right">Available</Table.Th>
            <Table.Th ta="right">On order</Table.Th>
            <Table.Th>Expected demand</Table.Th>
            <Table.Th w={120}>To order</Table.Th>
            <Table.Th w={250}>Supplier</Table.Th>
          </Table.Tr>
        }
      >
        {suggestions.map((one) => (
          <Table.Tr key={one.item_id} style={{ verticalAlign: 'top' }}>
            {mayOrder ? (
              <Table.Td pt={14}>
                <Checkbox
                  aria-label={`Select ${one.name}`}
                  checked={choices[one.item_id]!.isSelected}
                  onChange={(event) => onChange(one.item_id, { isSelected: event.currentTarget.checked })}
                />
              </Table.Td>
            ) : null}
            <Table.Td style={{ overflowWrap: 'anywhere' }} miw="11rem">
              <Anchor component={Link} href={`/inventory/${one.item_id}`} size="sm">
                {one.name}
              </Anchor>
              <Text size="xs" c="dimmed">
                {one.sku}
              </Text>
            </Table.Td>
            <Table.Td>
              <RunOut suggestion={one} today={today} />
            </Table.Td>
            <Table.Td ta="right">
              <Quantity value={one.available} unit={one.unit} />
            </Table.Td>
            <Table.Td ta="right">
              <Count value={one.on_order} />
              {one.planned > 0 ? (
                <Text size="xs" c="dimmed">
                  <Count value={one.planned} /> not sent
                </Text>
              ) : null}
            </Table.Td>
            <Table.Td>
              <Demand suggestion={one} />
            </Table.Td>
            <Table.Td>
              {mayOrder ? (
                <NumberInput
                  aria-label={`How many to order of ${one.name}`}
                  size="xs"
                  min={1}
                  allowDecimal={false}
                  allowNegative={false}
                  clampBehavior="none"
                  step={chosenOf(one, choices[one.item_id]!)?.offer?.pack_size ?? 1}
                  value={choices[one.item_id]!.quantity}
                  error={wrong.includes(one.item_id) ? 'Enter a number' : undefined}
                  onChange={(quantity) => onChange(one.item_id, { quantity, isSelected: true })}
                />
              ) : (
                <Quantity value={one.quantity} unit={one.unit} />
              )}
            </Table.Td>
            <Table.Td>
              <SupplierChoice
                suggestion={one}
                choice={choices[one.item_id]!}
                disabled={!mayOrder}
                onChange={(part) => onChange(one.item_id, part)}
                onExplain={() => setRanked(one)}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </WideTable>
      {ranked ? <RankingDialog suggestion={ranked} onClose={() => setRanked(undefined)} /> : null}
    </>
  )
}

function RunOut({ suggestion, today }: { suggestion: SuggestionResource; today: string }) {
  const { run_out_on: day, lead_time_days } = suggestion
  if (day === null)
    return (
      <Text size="sm" c="dimmed">
        Not known
      </Text>
    )
  const isLate = daysBetween(today, day) < lead_time_days
  return (
    <>
      <span style={{ whiteSpace: 'nowrap' }}>
        <Day day={day} />
      </span>
      {isLate ? (
        <Text size="xs" c="red">
          before an order arrives
        </Text>
      ) : null}
    </>
  )
}

const dayMs = 86_400_000

function daysBetween(from: string, to: string): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs
}

function Demand({ suggestion }: { suggestion: SuggestionResource }) {
  const { demand, lead_time_days: days, lead_time_from, method, run_id } = suggestion
  const lead = `${days} ${plural(days, 'day')}${lead_time_from === 'assumed' ? ', as assumed' : ''}`
  return (
    <>
      {demand ? (
        <Text size="sm">
          <Count value={demand.p50} /> in {lead}; nine of ten times at most <Count value={demand.p90} />
        </Text>
      ) : (
        <Text size="sm">At or below its reorder point</Text>
      )}
      <Text size="xs" c="dimmed">
        {run_id ? (
          <Anchor component={Link} href={`/insights/forecasts/${run_id}`} inherit underline="always">
            From its forecast
          </Anchor>
        ) : method === 'moving_average' ? (
          'From the last 13 weeks'
        ) : (
          'Nothing was issued lately'
        )}
      </Text>
    </>
  )
}
