'use client'

import { Button, Group, NumberInput, Paper, Select, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { toDecimal, toMinorUnits } from '#src/features/spend/decimals.ts'
import { changeStrategyAction, createStrategyAction } from '../../actions.ts'
import { numberFields } from '../../strategies/rules.ts'
import type { RulesInput, StrategyResource } from '../../strategies/schema.ts'
import { fieldLabels } from '../../strategies/words.ts'
import { autonomyLabels } from '../labels.ts'
import { type DraftGroup, fromDraft, newCondition, toDraft } from './draft-rules.ts'
import { GroupEditor } from './group-editor.tsx'

interface Props {
  /** Undefined: a new one. */
  strategy?: StrategyResource
  currencies: string[]
}

/** Writes the rules of a strategy as sentences; a change of them is a new version. */
export function StrategyForm({ strategy, currencies }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const [match, setMatch] = useState<DraftGroup>(() => firstGroup(strategy))
  const [errors, setErrors] = useState(new Map<string, string>())
  const form = useForm({
    initialValues: valuesOf(strategy, currencies),
    validate: {
      name: (value) => (value.trim() ? null : 'Enter a name'),
      currency: (value) => (value ? null : 'Set a budget of the company first'),
      approve_over: (value, { currency }) =>
        !value.trim() || toMinorUnits(value, currency) !== undefined ? null : 'Enter an amount such as 12.50',
    },
  })
  const { currency } = form.values
  const back = strategy ? `/spend/strategies/${strategy.id}` : '/spend/strategies'

  async function send(values: ReturnType<typeof valuesOf>) {
    const read = fromDraft(match, values.currency)
    setErrors(read.errors)
    if (read.errors.size > 0) return
    setProblem(undefined)
    setSending(true)
    const rules = rulesOf(values, read.node as RulesInput['match'])
    const name = values.name.trim()
    const answer = await settleAction(
      strategy
        ? changeStrategyAction({ id: strategy.id, name, rules }, strategy.version)
        : createStrategyAction({ name, rules }),
    )
    if (answer.ok) return router.push(`/spend/strategies/${answer.data.id}`)
    setSending(false)
    const known = answer.problem.errors.find(({ path }) => path === 'name')
    if (known) form.setFieldError('name', `It ${known.message}`)
    else setProblem(answer.problem.message)
  }

  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack gap="md" maw="56rem">
        <FormProblem>{problem}</FormProblem>
        <Paper p="md">
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label="Name" maxLength={100} {...form.getInputProps('name')} />
              <Select
                label="Currency"
                description="Nothing else is looked at"
                data={currencies}
                allowDeselect={false}
                {...form.getInputProps('currency')}
              />
            </SimpleGrid>
            <Select
              label="What it does with what it chooses"
              data={Object.entries(autonomyLabels).map(([value, label]) => ({ value, label }))}
              allowDeselect={false}
              {...form.getInputProps('autonomy')}
            />
          </Stack>
        </Paper>
        <GroupEditor group={match} currency={currency} errors={errors} onChange={setMatch} />
        <Paper p="md">
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <NumberInput
                label="At most at once"
                min={1}
                max={50}
                allowDecimal={false}
                {...form.getInputProps('most')}
              />
              <Select
                label="Of the ones that fit, those with the"
                data={[
                  { value: 'highest', label: 'highest' },
                  { value: 'lowest', label: 'lowest' },
                ]}
                allowDeselect={false}
                {...form.getInputProps('order')}
              />
              <Select
                label="In"
                data={numberFields.map((value) => ({ value, label: fieldLabels[value] }))}
                allowDeselect={false}
                {...form.getInputProps('by')}
              />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 3 }}>
              <TextInput
                label="A person decides above"
                description={`In ${currency}; empty: never`}
                inputMode="decimal"
                {...form.getInputProps('approve_over')}
              />
              <NumberInput
                label="Wait before buying the same again"
                description="Hours"
                min={0}
                max={8_760}
                allowDecimal={false}
                {...form.getInputProps('cooldown')}
              />
              <NumberInput
                label="Most open trades"
                description="At the same time"
                min={1}
                max={1_000}
                allowDecimal={false}
                {...form.getInputProps('max_open')}
              />
            </SimpleGrid>
          </Stack>
        </Paper>
        <Group gap="xs">
          <Button type="submit" loading={isSending}>
            {strategy ? 'Save a new version' : 'Save as a draft'}
          </Button>
          <LinkButton href={back} variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}

function firstGroup(strategy: StrategyResource | undefined): DraftGroup {
  if (!strategy) return { key: 'first', match: 'all', of: [{ ...newCondition(), key: 'first condition' }] }
  return toDraft(strategy.rules.match, strategy.rules.currency) as DraftGroup
}

function valuesOf(strategy: StrategyResource | undefined, currencies: string[]) {
  const rules = strategy?.rules
  const over = rules?.approve_over
  return {
    name: strategy?.name ?? '',
    currency: rules?.currency ?? currencies[0] ?? '',
    autonomy: rules?.autonomy ?? ('observe' as RulesInput['autonomy'] & string),
    by: rules?.choose.by ?? ('score' as const),
    order: rules?.choose.order ?? ('highest' as const),
    most: (rules?.choose.most ?? 5) as number | string,
    approve_over: over === null || over === undefined ? '' : toDecimal(over, rules!.currency),
    cooldown: (rules?.cooldown ?? 24) as number | string,
    max_open: (rules?.max_open ?? 10) as number | string,
  }
}

function rulesOf(values: ReturnType<typeof valuesOf>, match: RulesInput['match']): RulesInput {
  const { currency, autonomy, by, order, most, approve_over, cooldown, max_open } = values
  return {
    ...{ currency, autonomy, match, cooldown: Number(cooldown), max_open: Number(max_open) },
    choose: { by, order, most: Number(most) },
    approve_over: approve_over.trim() ? toMinorUnits(approve_over, currency)! : null,
  }
}
