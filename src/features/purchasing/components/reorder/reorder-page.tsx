'use client'

import { Button, Group, Paper, Select, Stack, Text } from '@mantine/core'
import { IconShoppingCart } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '#src/components/empty-state.tsx'
import { plural } from '#src/components/format/quantities.ts'
import { Count } from '#src/components/format/quantity.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { PageHeader } from '#src/components/page-header.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { PageNumbers } from '#src/components/tables/page-numbers.tsx'
import { orderSuggestionsAction } from '../../actions.ts'
import type { OrderedSuggestions, SuggestionResource } from '../../reorder/schema.ts'
import { type Choice, firstChoice, linesOf } from './choices.ts'
import { DraftedAlert } from './drafted-alert.tsx'
import { SuggestionsTable } from './suggestions-table.tsx'

interface Props {
  suggestions: SuggestionResource[]
  locations: { value: string; label: string }[]
  page: number
  pages: number
  total: number
  mayOrder: boolean
  today: string
}

/** What to order now, of whom, and how much; the selected rows become drafts. */
export function ReorderPage({ suggestions, locations, page, pages, total, mayOrder, today }: Props) {
  const router = useRouter()
  const [changed, setChanged] = useState<Record<string, Choice>>({})
  const [location, setLocation] = useState(locations[0]?.value ?? null)
  const [done, setDone] = useState<OrderedSuggestions>()
  const [wrong, setWrong] = useState<string[]>([])
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const choices = Object.fromEntries(
    suggestions.map((one) => [one.item_id, changed[one.item_id] ?? firstChoice(one)]),
  )
  const change = (itemId: string, part: Partial<Choice>) =>
    setChanged({ ...changed, [itemId]: { ...choices[itemId]!, ...part } })
  const selectAll = (isSelected: boolean) =>
    setChanged(
      Object.fromEntries(suggestions.map(({ item_id }) => [item_id, { ...choices[item_id]!, isSelected }])),
    )
  const count = Object.values(choices).filter(({ isSelected }) => isSelected).length

  async function order() {
    setProblem(undefined)
    setDone(undefined)
    const asked = linesOf(suggestions, choices)
    setWrong(asked.wrong)
    if (asked.wrong.length > 0) return setProblem('Enter how many to order of each selected item.')
    setSending(true)
    const answer = await settleAction(
      orderSuggestionsAction({ lines: asked.lines, ...(location ? { location_id: location } : {}) }),
    )
    setSending(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    setDone(answer.data)
    setChanged({})
    router.refresh()
  }

  return (
    <>
      <PageHeader
        title="Reorder"
        description={
          <>
            <Count value={total} /> {plural(total, 'item needs', 'items need')} an order. Drafts and open
            orders count as ordered.
          </>
        }
        actions={
          <LinkButton href="/data/reorder_suggestions" variant="default">
            Filter, sort and export
          </LinkButton>
        }
      />
      <Stack gap="md">
        {done ? <DraftedAlert done={done} onClose={() => setDone(undefined)} /> : null}
        {suggestions.length > 0 ? (
          <>
            <SuggestionsTable
              suggestions={suggestions}
              choices={choices}
              wrong={wrong}
              mayOrder={mayOrder}
              today={today}
              onChange={change}
              onSelectAll={selectAll}
            />
            <FormProblem>{problem}</FormProblem>
            {mayOrder ? (
              <Group gap="sm" align="end">
                <Select
                  label="Deliver to"
                  data={locations}
                  value={location}
                  onChange={setLocation}
                  allowDeselect={false}
                  w={{ base: '100%', xs: 240 }}
                />
                <Button onClick={order} loading={isSending} disabled={count === 0}>
                  {count === 0 ? 'Make draft orders' : `Make draft orders (${count})`}
                </Button>
                <Text size="sm" c="dimmed" pb={8}>
                  One draft for each supplier and currency. Nothing is sent yet.
                </Text>
              </Group>
            ) : null}
          </>
        ) : (
          <Paper>
            <EmptyState icon={<IconShoppingCart aria-hidden />} title="Nothing needs an order">
              Stock and open orders cover what is expected. This is worked out anew every hour.
            </EmptyState>
          </Paper>
        )}
        <PageNumbers page={page} pages={pages} />
      </Stack>
    </>
  )
}
