'use client'

import {
  Alert,
  Button,
  Group,
  NumberInput,
  Paper,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { IconAlertTriangle, IconZoomQuestion } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import { DateField } from '#src/components/dates/date-field.tsx'
import { EmptyState } from '#src/components/empty-state.tsx'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { settleAction } from '#src/components/settle-action.ts'
import { discoverSuppliersAction } from '../../actions.ts'
import type { Discovery } from '../../discovery/schema.ts'
import { ItemSelect } from '../item-select.tsx'
import { CandidateCard } from './candidate-card.tsx'

type By = 'item' | 'words'

/** Who can deliver something: the best first, each figure with what it is based on. */
export function DiscoverPage() {
  const [how, setHow] = useState<By>('item')
  const [itemId, setItemId] = useState<string | null>(null)
  const [need, setNeed] = useState('')
  const [quantity, setQuantity] = useState<number | string>(1)
  const [by, setBy] = useState('')
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [found, setFound] = useState<Discovery>()
  const [isSearching, setSearching] = useState(false)

  async function search(event: FormEvent) {
    event.preventDefault()
    if (how === 'item' && !itemId) return setErrors({ item_id: 'Choose an item' })
    if (how === 'words' && !need.trim()) return setErrors({ need: 'Enter what you need' })
    setErrors({})
    setSearching(true)
    const what = how === 'item' ? { item_id: itemId! } : { need }
    const asked = { ...what, quantity: Number(quantity), ...(by ? { by } : {}) }
    const answer = await settleAction(discoverSuppliersAction(asked))
    setSearching(false)
    if (answer.ok) return setFound(answer.data)
    setFound(undefined)
    const { errors: fields, message } = answer.problem
    setErrors(fields.length > 0 ? errorsByPath(fields) : { '': message })
  }

  return (
    <Stack gap="md">
      <Paper component="form" p="md" onSubmit={search} noValidate aria-label="What you need">
        <Stack gap="md">
          <SegmentedControl
            aria-label="Search by"
            value={how}
            onChange={(value) => setHow(value as By)}
            data={[
              { value: 'item', label: 'An item' },
              { value: 'words', label: 'In words' },
            ]}
            w="fit-content"
          />
          <Group gap="md" align="flex-start" wrap="wrap">
            <div style={{ flex: '2 1 18rem' }}>
              {how === 'item' ? (
                <ItemSelect label="Item" value={itemId} error={errors.item_id} onChange={setItemId} />
              ) : (
                <TextInput
                  label="What you need"
                  placeholder="Such as copy paper"
                  required
                  maxLength={200}
                  value={need}
                  error={errors.need}
                  onChange={(event) => setNeed(event.currentTarget.value)}
                />
              )}
            </div>
            <NumberInput
              label="Quantity"
              required
              min={1}
              allowDecimal={false}
              clampBehavior="none"
              value={quantity}
              error={errors.quantity}
              onChange={setQuantity}
              style={{ flex: '1 1 8rem' }}
            />
            <div style={{ flex: '1 1 11rem' }}>
              <DateField label="Needed by" value={by} error={errors.by} onChange={setBy} />
            </div>
          </Group>
          <Group>
            <Button type="submit" loading={isSearching}>
              Find suppliers
            </Button>
          </Group>
        </Stack>
      </Paper>
      {errors[''] ? (
        <Alert color="red" icon={<IconAlertTriangle aria-hidden />} role="alert">
          {errors['']}
        </Alert>
      ) : null}
      {found ? <Results found={found} /> : null}
    </Stack>
  )
}

function Results({ found: { candidates, has_more } }: { found: Discovery }) {
  if (candidates.length === 0) {
    return (
      <Paper>
        <EmptyState icon={<IconZoomQuestion aria-hidden />} title="No supplier found">
          No active supplier has a price for this today. Try other words, or add a price to a supplier.
        </EmptyState>
      </Paper>
    )
  }
  return (
    <Stack gap="sm" component="section" aria-label="Suppliers found">
      <Text size="sm" c="dimmed" role="status">
        {has_more ? `The best ${candidates.length}` : candidates.length}{' '}
        {candidates.length === 1 ? 'offer' : 'offers'}, best first. The score weighs price, lead time, rating
        and tier.
      </Text>
      {candidates.map((candidate) => (
        <CandidateCard key={candidate.rank} candidate={candidate} />
      ))}
    </Stack>
  )
}
