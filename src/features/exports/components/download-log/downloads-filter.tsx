'use client'

import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { PeriodFields, useUsablePeriod } from '#src/components/dates/period-fields.tsx'
import { type DownloadsQuery, downloadsHref } from '../../download-list/downloads-query.ts'

/** What the log is narrowed to; it stands in the address. */
export function DownloadsFilter({ query }: { query: DownloadsQuery }) {
  const router = useRouter()
  const [values, setValues] = useState(query)
  const change = (changes: Partial<DownloadsQuery>) => setValues((before) => ({ ...before, ...changes }))
  const period = { from: values.date_from ?? '', to: values.date_to ?? '' }
  const isUsable = useUsablePeriod()

  function submit(event: FormEvent) {
    event.preventDefault()
    if (isUsable(period)) router.push(downloadsHref({ ...values, cursor: undefined }))
  }

  return (
    <search>
      <form onSubmit={submit}>
        <Group gap="sm" align="flex-end" mb="md">
          <TextInput
            flex="1 1 16rem"
            maw={340}
            label="Search"
            placeholder="File, person or address"
            maxLength={200}
            value={values.search ?? ''}
            onChange={(event) => change({ search: event.currentTarget.value })}
            leftSection={<IconSearch size={16} aria-hidden />}
          />
          <PeriodFields
            period={period}
            onChange={({ from, to }) => change({ date_from: from, date_to: to })}
          />
          <Select
            label="Transfer"
            w={150}
            clearable
            clearButtonProps={{ 'aria-label': 'Clear Transfer' }}
            placeholder="Any"
            data={[
              { value: 'true', label: 'Complete' },
              { value: 'false', label: 'Interrupted' },
            ]}
            value={values.complete ?? null}
            onChange={(complete) => change({ complete: complete as DownloadsQuery['complete'] })}
          />
          <Button type="submit" variant="default">
            Show
          </Button>
        </Group>
      </form>
    </search>
  )
}
