'use client'

import { Group, Select, Table, Text, VisuallyHidden } from '@mantine/core'
import { usePathname, useRouter } from 'next/navigation'
import { Card } from '#src/components/card.tsx'
import { WideTable } from '#src/components/tables/wide-table.tsx'
import type { Comparison } from '../../comparison/schema.ts'
import type { VersionResource } from '../../versions/schema.ts'
import { changeMarks, versionStatuses } from '../labels.ts'
import classes from './comparison-card.module.css'

interface Props {
  versions: Pick<VersionResource, 'number' | 'status'>[]
  /** The text of the only version. */
  onlyText: string | undefined
  comparison: Comparison
}

/** Two versions side by side, with the lines that changed; the only one alone. */
export function ComparisonCard({ versions, onlyText, comparison }: Props) {
  const router = useRouter()
  const path = usePathname()
  const { from, to, counts } = comparison
  const show = (left: string | null, right: string | null) =>
    router.push(`${path}?from=${left ?? from.number}&to=${right ?? to.number}`, { scroll: false })
  const options = versions.map(({ number, status }) => ({
    value: String(number),
    label: `Version ${number} (${versionStatuses[status].label.toLowerCase()})`,
  }))
  const [only] = versions
  if (versions.length === 1 && only)
    return (
      <Card title={`Version ${only.number}`}>
        {onlyText ? (
          <Text size="sm" className={classes.text}>
            {onlyText}
          </Text>
        ) : (
          <Text size="sm" c="dimmed">
            Nothing is written yet.
          </Text>
        )}
      </Card>
    )
  return (
    <Card title="Versions side by side">
      <Group gap="xs" mb="sm" align="end">
        <Select
          label="Compare"
          data={options}
          value={String(from.number)}
          allowDeselect={false}
          onChange={(value) => show(value, null)}
        />
        <Select
          label="with"
          data={options}
          value={String(to.number)}
          allowDeselect={false}
          onChange={(value) => show(null, value)}
        />
        <Text size="sm" c="dimmed" pb={8}>
          {`${counts.changed} changed, ${counts.added} added, ${counts.removed} removed`}
        </Text>
      </Group>
      <WideTable
        label="Lines of both versions"
        width="36rem"
        head={
          <Table.Tr>
            <Table.Th w="50%">Version {from.number}</Table.Th>
            <Table.Th w="50%">Version {to.number}</Table.Th>
          </Table.Tr>
        }
      >
        {comparison.lines.map(({ change, from: left, to: right }) => (
          <Table.Tr key={`${left?.number} ${right?.number}`} className={classes.line} data-change={change}>
            <Line line={left} change={change} side="from" />
            <Line line={right} change={change} side="to" />
          </Table.Tr>
        ))}
      </WideTable>
    </Card>
  )
}

interface LineProps {
  line: Comparison['lines'][number]['from']
  change: Comparison['lines'][number]['change']
  side: 'from' | 'to'
}

function Line({ line, change, side }: LineProps) {
  if (!line) return <Table.Td className={classes.missing} />
  const { mark, label } = changeMarks[change]
  const isMarked = side === 'to' || change === 'removed'
  return (
    <Table.Td className={classes.text} data-side={side}>
      <span className={classes.number} aria-hidden>
        {line.number}
      </span>
      {isMarked && mark ? (
        <>
          <span className={classes.mark} aria-hidden>
            {mark}
          </span>
          <VisuallyHidden>{label}: </VisuallyHidden>
        </>
      ) : null}
      {line.text}
    </Table.Td>
  )
}
