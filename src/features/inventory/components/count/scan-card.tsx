'use client'

import { Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core'
import { useRouter } from 'next/navigation'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { countLinesAction, findCountLinesAction } from '../../console/actions.ts'
import type { CountLineResource } from '../../counts/lines/schema.ts'
import type { CountDetails } from '../../counts/schema.ts'

interface Props {
  count: CountDetails
  /** The line that is counted now. */
  chosen: CountLineResource | undefined
  onChoose: (line: CountLineResource | undefined) => void
}

/** Scan, Enter, quantity, Enter, and on with the next: a scanner types the code and presses Enter itself. */
export function ScanCard({ count, chosen, onChoose }: Props) {
  const router = useRouter()
  const codeField = useRef<HTMLInputElement>(null)
  const quantityField = useRef<HTMLInputElement>(null)
  const [code, setCode] = useState('')
  const [quantity, setQuantity] = useState<number | string>('')
  const [several, setSeveral] = useState<CountLineResource[]>([])
  const [unlisted, setUnlisted] = useState<string>()
  const [problem, setProblem] = useState<string>()
  const [done, setDone] = useState('')
  const [isBusy, setBusy] = useState(false)
  const isEntering = chosen !== undefined || unlisted !== undefined

  useEffect(() => {
    if (!chosen) return
    setUnlisted(undefined)
    setSeveral([])
    setProblem(undefined)
  }, [chosen])

  useEffect(() => {
    if (chosen || unlisted) quantityField.current?.focus()
  }, [chosen, unlisted])

  function next() {
    setCode('')
    setQuantity('')
    setSeveral([])
    setUnlisted(undefined)
    setProblem(undefined)
    onChoose(undefined)
    codeField.current?.focus()
  }

  async function find(event: FormEvent) {
    event.preventDefault()
    const wanted = code.trim()
    if (!wanted || isBusy) return
    setBusy(true)
    setProblem(undefined)
    const answer = await settleAction(findCountLinesAction(count.id, wanted))
    setBusy(false)
    if (!answer.ok) return setProblem(answer.problem.message)
    const { items } = answer.data
    if (items.length === 1) return onChoose(items[0])
    setSeveral(items)
    if (items.length > 1) return
    if (count.scope === 'items' || count.status === 'review') setProblem(`${wanted} is not on this count.`)
    else setUnlisted(wanted)
  }

  async function save(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    if (quantity === '') return setProblem('Enter how many are there, 0 where there is none.')
    setBusy(true)
    const line = chosen ? { item_id: chosen.item_id } : { code: unlisted! }
    const answer = await settleAction(
      countLinesAction({ id: count.id, lines: [{ ...line, counted: Number(quantity) }] }),
    )
    setBusy(false)
    if (!answer.ok) {
      const [error] = answer.problem.errors
      return setProblem(error && unlisted ? `${unlisted} ${error.message}.` : answer.problem.message)
    }
    const [stored] = answer.data.lines
    setDone(`${stored!.sku}: ${stored!.counted} counted.`)
    next()
    router.refresh()
  }

  return (
    <Card title={count.status === 'review' ? 'Count again' : 'Count'}>
      <Stack gap="sm">
        <form onSubmit={find}>
          <Group gap="xs" align="end" wrap="nowrap">
            <TextInput
              ref={codeField}
              label="SKU or barcode"
              description="Scan it, or type it and press Enter."
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              maxLength={100}
              autoComplete="off"
              autoCapitalize="off"
              spellCheck={false}
              size="md"
              style={{ flex: 1, minWidth: 0 }}
            />
            <Button type="submit" size="md" variant="default" loading={isBusy && !isEntering}>
              Find
            </Button>
          </Group>
        </form>
        {several.length > 1 ? (
          <Stack gap="xs">
            <Text size="sm">Several items have this code. Which one is it?</Text>
            {several.map((line) => (
              <Button key={line.item_id} variant="default" onClick={() => onChoose(line)}>
                {line.name} ({line.sku})
              </Button>
            ))}
          </Stack>
        ) : null}
        {isEntering ? (
          <form onSubmit={save}>
            <Stack gap="sm">
              <div>
                <Text fw={620} style={{ overflowWrap: 'anywhere' }}>
                  {chosen?.name ?? unlisted}
                </Text>
                <Text size="sm" c="dimmed">
                  {chosen ? about(chosen) : 'Not on this count. Enter how many you found, and it is added.'}
                </Text>
              </div>
              <Group gap="xs" align="end" wrap="nowrap">
                <NumberInput
                  ref={quantityField}
                  label={`Quantity (${chosen?.unit ?? 'pieces'})`}
                  value={quantity}
                  onChange={setQuantity}
                  allowDecimal={false}
                  allowNegative={false}
                  max={1_000_000_000}
                  inputMode="numeric"
                  hideControls
                  size="md"
                  style={{ flex: 1, minWidth: 0 }}
                />
                <Button type="submit" size="md" loading={isBusy}>
                  Save
                </Button>
                <Button size="md" variant="default" onClick={next}>
                  Skip
                </Button>
              </Group>
            </Stack>
          </form>
        ) : null}
        <FormProblem>{problem}</FormProblem>
        <Text size="sm" aria-live="polite">
          {done}
        </Text>
      </Stack>
    </Card>
  )
}

function about({ sku, bin, counted }: CountLineResource): string {
  const place = bin ? `${sku}, bin ${bin}` : sku
  return counted === null ? place : `${place}. Counted before: ${counted}; what you enter replaces it.`
}
