'use client'

import { Button, Group, Select, Text } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { Suspense, use } from 'react'
import { useFormats } from '#src/components/format/format-context.tsx'
import { formatCount, plural } from '#src/components/format/quantities.ts'
import { LinkButton } from '#src/components/link-button.tsx'
import type { DatasetDescription } from '../../rows/description.ts'
import { pageSizes } from '../../rows/list-text.ts'
import type { RowPage } from '../../rows/schema.ts'
import { type ListState, listHref } from '../state/list-state.ts'
import type { Totals } from '../state/totals.ts'
import { useListState } from '../state/use-list-state.ts'

interface Props {
  dataset: DatasetDescription
  state: ListState
  pagination: RowPage['pagination']
  totals: Promise<Totals>
  /** Where the rows are counted however long it takes. */
  countHref: string | undefined
}

export function ListFooter({ dataset, state, pagination, totals, countHref }: Props) {
  const { show } = useListState(dataset.key)
  const { next_cursor: next, previous_cursor: previous } = pagination
  return (
    <Group justify="space-between" mt="sm" gap="sm" data-no-print>
      <Text size="sm" c="dimmed" component="div" role="status" miw="9rem">
        <Suspense fallback="Counting rows">
          <TotalRows totals={totals} countHref={countHref} />
        </Suspense>
      </Text>
      {next || previous ? (
        <Group component="nav" gap={6} aria-label="Pages">
          {previous ? (
            <LinkButton
              href={listHref(dataset.key, { ...state, cursor: undefined })}
              variant="subtle"
              size="xs"
            >
              First page
            </LinkButton>
          ) : null}
          <Step
            label="Previous"
            icon="left"
            href={previous && listHref(dataset.key, { ...state, cursor: previous })}
          />
          <Step label="Next" icon="right" href={next && listHref(dataset.key, { ...state, cursor: next })} />
        </Group>
      ) : null}
      <Select
        size="xs"
        w={128}
        aria-label="Rows per page"
        allowDeselect={false}
        value={String(state.limit)}
        data={pageSizes.map((size) => ({ value: String(size), label: `${size} per page` }))}
        onChange={(size) => show({ ...state, limit: Number(size), cursor: undefined })}
      />
    </Group>
  )
}

function Step({ label, icon, href }: { label: string; icon: 'left' | 'right'; href: string | null }) {
  const sections =
    icon === 'left'
      ? { leftSection: <IconChevronLeft size={15} aria-hidden /> }
      : { rightSection: <IconChevronRight size={15} aria-hidden /> }
  if (!href) {
    return (
      <Button variant="default" size="xs" disabled {...sections}>
        {label}
      </Button>
    )
  }
  return (
    <LinkButton href={href} variant="default" size="xs" {...sections}>
      {label}
    </LinkButton>
  )
}

function TotalRows({ totals, countHref }: Pick<Props, 'totals' | 'countHref'>) {
  const { locale } = useFormats()
  const found = use(totals)
  if (!found.ok) return 'The rows could not be counted'
  const { rows, is_exact } = found.data
  const count = `${formatCount(locale, rows)} ${plural(rows, 'row')}`
  return (
    <>
      <span suppressHydrationWarning>{is_exact ? count : `about ${count} (estimate)`}</span>
      {is_exact || !countHref ? null : (
        <LinkButton href={countHref} variant="subtle" size="compact-xs" ml={4}>
          Count and add up
        </LinkButton>
      )}
    </>
  )
}
