import type { Analytics } from '../../statistics/schema.ts'
import { type Labels, labelOf } from '../labels.ts'
import type { FigureTable } from './figure.tsx'

const outcomeColumns = ['Exports', 'Completed', 'Failed', 'Cancelled', 'Rows', 'Bytes']

type Outcomes = Analytics['totals']

function outcomesIn({ exports, completed, failed, cancelled, records, bytes }: Outcomes): number[] {
  return [exports, completed, failed, cancelled, records, bytes]
}

function personIn(user: Analytics['people'][number]['user']): string {
  return user ? `${user.first_name} ${user.last_name}`.trim() : 'A removed account'
}

const ages = {
  under_1_day: 'Less than a day',
  '1_to_7_days': '1 to 7 days',
  '7_to_30_days': '7 to 30 days',
  over_30_days: 'More than 30 days',
}

/** Every table of the page, as it stands on screen and in its CSV. */
export function tablesOf(found: Analytics, labels: Labels) {
  const dataset = (key: string) => labelOf(labels.datasets, key)
  const format = (key: string) => labelOf(labels.formats, key)
  return {
    days: {
      columns: ['Day', ...outcomeColumns],
      rows: found.per_day.map((one) => [one.day, ...outcomesIn(one)]),
    },
    speed: {
      columns: [
        ...['Dataset', 'Format', 'Exports'],
        ...['Wait, median ms', 'Wait, 95th percentile ms', 'Run, median ms', 'Run, 95th percentile ms'],
      ],
      rows: found.speed.map((one) => [
        ...[dataset(one.export_type), format(one.format), one.exports],
        ...[one.wait_p50_ms, one.wait_p95_ms, one.run_p50_ms, one.run_p95_ms],
      ]),
    },
    types: {
      columns: ['Dataset', ...outcomeColumns],
      rows: found.by_type.map((one) => [dataset(one.export_type), ...outcomesIn(one)]),
    },
    formats: {
      columns: ['Format', ...outcomeColumns],
      rows: found.by_format.map((one) => [format(one.format), ...outcomesIn(one)]),
    },
    failures: {
      columns: ['Reason', 'Code', 'Exports'],
      rows: found.failures.map(({ message, code, exports }) => [message, code, exports]),
    },
    people: {
      columns: ['Person', ...outcomeColumns],
      rows: found.people.map((one) => [personIn(one.user), ...outcomesIn(one)]),
    },
    templates: {
      columns: ['Template', 'Exports'],
      rows: found.templates.map(({ template_name, exports }) => [
        template_name ?? 'A deleted template',
        exports,
      ]),
    },
    storage: {
      columns: ['Age', 'Exports', 'Bytes'],
      rows: found.storage_by_age.map(({ age, exports, bytes }) => [ages[age], exports, bytes]),
    },
    unopened: {
      columns: ['Export', 'Person', 'Completed', 'Bytes'],
      rows: found.never_opened.latest.map((one) => [one.export_name, personIn(one.user), one.at, one.bytes]),
    },
    workers: {
      columns: ['Worker', ...outcomeColumns, 'Last seen'],
      rows: found.workers.map((one) => [one.worker, ...outcomesIn(one), one.last_seen_at]),
    },
  } satisfies Record<string, FigureTable>
}
