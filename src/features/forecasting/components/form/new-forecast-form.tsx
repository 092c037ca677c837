'use client'

import {
  Button,
  Group,
  MultiSelect,
  NumberInput,
  Paper,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { DateField } from '#src/components/dates/date-field.tsx'
import { FormProblem } from '#src/components/forms/form-problem.tsx'
import { LinkButton } from '#src/components/link-button.tsx'
import { settleAction } from '#src/components/settle-action.ts'
import { createForecastAction } from '../../actions.ts'
import type { DatasetChoice, GrainChoice } from '../../series/choices.ts'

interface Props {
  datasets: DatasetChoice[]
  grains: GrainChoice[]
}

interface Values {
  name: string
  dataset: string
  measure: string
  keys: string[]
  grain: GrainChoice['value']
  horizon: number | string
  series_limit: number | string
  as_of: string
}

export function NewForecastForm({ datasets, grains }: Props) {
  const router = useRouter()
  const [problem, setProblem] = useState<string>()
  const [isSending, setSending] = useState(false)
  const first = datasets[0]!
  const monthly = grains.find(({ value }) => value === 'month')!
  const form = useForm<Values>({
    initialValues: {
      ...{ name: '', dataset: first.value, measure: first.measures[0]!.value, keys: ['item'] },
      ...{ grain: monthly.value, horizon: monthly.horizon, series_limit: 100, as_of: '' },
    },
  })
  const dataset = datasets.find(({ value }) => value === form.values.dataset) ?? first
  const grain = grains.find(({ value }) => value === form.values.grain) ?? monthly

  function chooseDataset(value: string | null) {
    const chosen = datasets.find((one) => one.value === value) ?? first
    const keys = form.values.keys.filter((key) => chosen.keys.some((one) => one.value === key))
    form.setValues({ dataset: chosen.value, measure: chosen.measures[0]!.value, keys })
  }

  function chooseGrain(value: string) {
    const chosen = grains.find((one) => one.value === value) ?? monthly
    form.setValues({ grain: chosen.value, horizon: chosen.horizon })
  }

  async function send({ name, as_of, horizon, series_limit, ...asked }: Values) {
    setProblem(undefined)
    setSending(true)
    const answer = await settleAction(
      createForecastAction({
        ...asked,
        ...(name.trim() ? { name } : {}),
        ...(as_of ? { as_of } : {}),
        ...(horizon === '' ? {} : { horizon: Number(horizon) }),
        ...(series_limit === '' ? {} : { series_limit: Number(series_limit) }),
      }),
    )
    if (answer.ok) return router.push(`/insights/forecasts/${answer.data.id}`)
    setSending(false)
    const { errors, message } = answer.problem
    const known = errors.filter(({ path }) => path in form.values)
    if (known.length === 0) setProblem(message)
    form.setErrors(Object.fromEntries(known.map((error) => [error.path, `It ${error.message}`])))
  }

  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack gap="md" maw="46rem">
        <FormProblem>{problem}</FormProblem>
        <Paper p="md">
          <Stack gap="md">
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <Select
                label="Dataset"
                data={datasets}
                allowDeselect={false}
                {...form.getInputProps('dataset')}
                onChange={chooseDataset}
              />
              <Select
                label="What to forecast"
                data={dataset.measures}
                allowDeselect={false}
                {...form.getInputProps('measure')}
              />
            </SimpleGrid>
            <MultiSelect
              label="For each"
              description="Up to three. Leave it empty for one series of everything."
              data={dataset.keys}
              maxValues={3}
              clearable
              {...form.getInputProps('keys')}
            />
            <div>
              <Text size="sm" fw={600} mb={4} id="grain">
                Period
              </Text>
              <SegmentedControl
                aria-labelledby="grain"
                data={grains.map(({ value, label }) => ({ value, label }))}
                value={form.values.grain}
                onChange={chooseGrain}
              />
            </div>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <NumberInput
                label="Periods ahead"
                description={`1 to ${grain.mostHorizon}`}
                min={1}
                max={grain.mostHorizon}
                allowDecimal={false}
                clampBehavior="none"
                {...form.getInputProps('horizon')}
              />
              <NumberInput
                label="Series at most"
                description="The largest ones, 1 to 500"
                min={1}
                max={500}
                allowDecimal={false}
                clampBehavior="none"
                {...form.getInputProps('series_limit')}
              />
            </SimpleGrid>
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <DateField
                label="As of"
                placeholder="Today"
                value={form.values.as_of}
                error={form.errors.as_of ? String(form.errors.as_of) : undefined}
                onChange={(day) => form.setFieldValue('as_of', day)}
              />
              <TextInput
                label="Name"
                placeholder="As what it forecasts"
                maxLength={200}
                {...form.getInputProps('name')}
              />
            </SimpleGrid>
            <Text size="sm" c="dimmed">
              Nothing after that day is looked at. A day in the past shows how far off the forecast would have
              been.
            </Text>
          </Stack>
        </Paper>
        <Group gap="xs">
          <Button type="submit" loading={isSending}>
            Start forecast
          </Button>
          <LinkButton href="/insights/forecasts" variant="default">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  )
}
