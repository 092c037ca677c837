'use client'

import { Button, Group, NumberInput, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { Card } from '#src/components/card.tsx'
import { errorsByPath } from '#src/components/forms/errors-by-path.ts'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { updateSettingsAction } from '../../actions.ts'
import type { PurchasingSettings } from '../../settings/schema.ts'

/** Which orders need approval, and how much more than ordered may be delivered. */
export function SettingsForm({ settings }: { settings: PurchasingSettings }) {
  const router = useRouter()
  const limit = settings.approval_limit
  const [hasLimit, setHasLimit] = useState(limit !== null)
  const [amount, setAmount] = useState(limit?.amount ?? '')
  const [currency, setCurrency] = useState(limit?.currency ?? '')
  const [tolerance, setTolerance] = useState<number | string>(settings.tolerance_percent)
  const [errors, setErrors] = useState<Record<string, string>>({})
  const [problem, setProblem] = useState<string>()
  const [isSaving, setSaving] = useState(false)

  async function save(event: FormEvent) {
    event.preventDefault()
    setProblem(undefined)
    setErrors({})
    if (tolerance === '') return setErrors({ tolerance_percent: 'Enter a number; 0 allows nothing more.' })
    setSaving(true)
    const answer = await settleAction(
      updateSettingsAction({
        approval_limit: hasLimit ? { amount: amount.trim(), currency: currency.trim().toUpperCase() } : null,
        tolerance_percent: Number(tolerance),
        version: settings.version,
      }),
    )
    setSaving(false)
    if (!answer.ok) {
      const found = errorsByPath(answer.problem.errors)
      setErrors(found)
      if (Object.keys(found).length === 0) setProblem(answer.problem.message)
      return
    }
    notifications.show({
      title: 'Settings saved',
      message: 'Orders that were submitted already stay as they are.',
    })
    router.refresh()
  }

  return (
    <form onSubmit={save} noValidate>
      <Stack gap="md" maw="46rem">
        <Card title="Approval">
          <Stack gap="md">
            <Text size="sm" c="dimmed">
              An order is approved by someone other than its author. Small ones can be approved without that.
            </Text>
            <Switch
              label="Approve small orders at once"
              checked={hasLimit}
              onChange={(event) => setHasLimit(event.currentTarget.checked)}
            />
            {hasLimit ? (
              <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
                <TextInput
                  label="Up to a total of"
                  required
                  inputMode="decimal"
                  maxLength={16}
                  placeholder="500.00"
                  value={amount}
                  error={errors['approval_limit.amount']}
                  onChange={(event) => setAmount(event.currentTarget.value)}
                />
                <TextInput
                  label="Currency"
                  description="Orders in other currencies always need approval."
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  required
                  maxLength={3}
                  placeholder="EUR"
                  value={currency}
                  error={errors['approval_limit.currency']}
                  onChange={(event) => setCurrency(event.currentTarget.value)}
                />
              </SimpleGrid>
            ) : null}
          </Stack>
        </Card>
        <Card title="Deliveries">
          <NumberInput
            label="Tolerance in percent"
            description="All deliveries of an order line together may bring so much more than was ordered."
            min={0}
            max={100}
            allowDecimal={false}
            clampBehavior="none"
            maw="20rem"
            value={tolerance}
            error={errors.tolerance_percent}
            onChange={setTolerance}
          />
        </Card>
        <FormProblem>{problem}</FormProblem>
        <Group>
          <Button type="submit" loading={isSaving}>
            Save settings
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
