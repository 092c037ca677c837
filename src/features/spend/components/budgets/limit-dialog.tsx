'use client'

import { PasswordInput, Select, SimpleGrid, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { FormFrame } from '#src/components/dialogs/form-frame.tsx'
import { setLimitAction } from '../../console/actions.ts'
import { toDecimal, toMinorUnits } from '../../decimals.ts'
import type { LimitResource } from '../../limits/schema.ts'
import { scopeLabels } from '../labels.ts'

interface Props {
  /** Undefined: a new one. */
  limit: LimitResource | undefined
  onClose: () => void
}

const amounts = [
  ['per_transaction_cap', 'Single trade'],
  ['daily_cap', 'Day'],
  ['weekly_cap', 'Week'],
  ['monthly_cap', 'Month'],
  ['total_cap', 'Total'],
  ['reserve_amount', 'Kept back of the total'],
  ['approve_over', 'Needs approval above'],
  ['emergency_threshold', 'Emergency threshold'],
] as const
type Amount = (typeof amounts)[number][0]

/** Sets the caps of a limit; one that is left empty does not limit anything. */
export function LimitDialog({ limit, onClose }: Props) {
  const shown = (value: number | null | undefined, currency: string) =>
    value === null || value === undefined ? '' : toDecimal(value, currency)
  const form = useForm({
    initialValues: {
      scope: limit?.scope ?? 'tenant',
      subject: limit?.subject ?? '',
      currency: limit?.currency ?? 'EUR',
      password: '',
      ...(Object.fromEntries(
        amounts.map(([name]) => [name, shown(limit?.[name], limit?.currency ?? 'EUR')]),
      ) as Record<Amount, string>),
    },
    validate: {
      currency: (value) => (/^[A-Z]{3}$/.test(value) ? null : 'Enter an ISO code such as EUR'),
      ...Object.fromEntries(
        amounts.map(([name]) => [
          name,
          (value: string, { currency }: { currency: string }) =>
            !value.trim() || toMinorUnits(value, currency) !== undefined
              ? null
              : 'Enter an amount such as 12.50',
        ]),
      ),
    },
  })
  const { scope } = form.values
  return (
    <FormFrame
      title={limit ? 'Change the budget' : 'Set a budget'}
      opened
      onClose={onClose}
      form={form}
      submitLabel="Save"
      done="The budget was saved."
      send={({ scope, subject, currency, password, ...caps }) => {
        const minor = (name: Amount) => (caps[name].trim() ? toMinorUnits(caps[name], currency)! : null)
        return setLimitAction(
          {
            ...{ scope, currency, subject: scope === 'tenant' ? null : subject.trim() },
            per_transaction_cap: minor('per_transaction_cap'),
            daily_cap: minor('daily_cap'),
            weekly_cap: minor('weekly_cap'),
            monthly_cap: minor('monthly_cap'),
            total_cap: minor('total_cap'),
            approve_over: minor('approve_over'),
            emergency_threshold: minor('emergency_threshold'),
            reserve_amount: minor('reserve_amount') ?? 0,
            ...(limit
              ? { alert_at: limit.alert_at, time_zone: limit.time_zone, week_starts_on: limit.week_starts_on }
              : {}),
            ...(password ? { password } : {}),
          },
          limit?.version,
        )
      }}
    >
      <Select
        label="For"
        data={Object.entries(scopeLabels).map(([value, label]) => ({ value, label }))}
        allowDeselect={false}
        disabled={limit !== undefined}
        {...form.getInputProps('scope')}
      />
      {scope === 'tenant' ? null : (
        <TextInput
          label={
            scope === 'category' ? 'Name of the category' : `ID of the ${scopeLabels[scope].toLowerCase()}`
          }
          maxLength={200}
          disabled={limit !== undefined}
          {...form.getInputProps('subject')}
        />
      )}
      <TextInput
        label="Currency"
        maxLength={3}
        disabled={limit !== undefined}
        {...form.getInputProps('currency')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {amounts.map(([name, label]) => (
          <TextInput
            key={name}
            label={label}
            inputMode="decimal"
            placeholder="No cap"
            {...form.getInputProps(name)}
          />
        ))}
      </SimpleGrid>
      <PasswordInput
        label="Your password"
        description="Needed where more may be spent than before. All admins are told."
        autoComplete="current-password"
        {...form.getInputProps('password')}
      />
    </FormFrame>
  )
}
