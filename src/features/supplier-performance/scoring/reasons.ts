import { type Group, type GroupHistory, keyOf } from '../lines/features.ts'
import { isLate, knownOn } from '../lines/line.ts'
import type { NamedLine } from '../lines/named-line.ts'
import type { Prediction } from '../lines/predictor.ts'

/** A line of an order that shows why. */
export interface Evidence {
  order_line_id: string
  order_id: string
  label: string
}

export interface Reason {
  code: string
  text: string
  /** What it adds to the logarithm of the odds of being late; below 0 it makes that less likely. */
  effect: number
  evidence: Evidence[]
}

const most = 3
const mostEvidence = 5

const whose: Record<Group, (line: NamedLine) => string> = {
  supplier: ({ supplierName }) => `from ${supplierName}`,
  country: ({ country }) => (country ? `from suppliers in ${country}` : 'from suppliers without a country'),
  site: ({ siteName }) => `to ${siteName}`,
  mode: ({ mode }) => (mode ? `by ${mode}` : 'of all suppliers'),
  'item group': ({ group }) => (group ? `of ${group}` : 'of items without a category'),
  'supplier and site': ({ supplierName, siteName }) => `from ${supplierName} to ${siteName}`,
  'supplier and mode': ({ supplierName, mode }) => `from ${supplierName} by ${mode}`,
  'supplier and item group': ({ supplierName, group }) =>
    group ? `of ${group} from ${supplierName}` : `without a category from ${supplierName}`,
}

const ofOrder: Record<string, (line: NamedLine) => string> = {
  'days to deliver': ({ dueOn, orderedOn }) =>
    `The supplier has ${counted(dueOn - orderedOn, 'day')} to deliver.`,
  month: ({ dueOn }) => `It is due in ${dayPart(dueOn, { month: 'long' })}.`,
  weekday: ({ dueOn }) => `It is due on a ${dayPart(dueOn, { weekday: 'long' })}.`,
  quantity: ({ numbers }) => `The quantity is ${shown(numbers.quantity)}.`,
  price: ({ numbers }) => `One unit costs ${shown(numbers.price)}.`,
  value: ({ numbers }) => `The line is worth ${shown(numbers.value)}.`,
}

/** The three groups of features that moved a prediction most, in words; `asOf` is the day it describes. */
export function reasonsOf(
  line: NamedLine,
  { effects, features }: Prediction,
  asOf: number,
  lateOf: LateLines,
): Reason[] {
  return mergedFor(line, effects)
    .filter(({ effect }) => effect !== 0)
    .slice(0, most)
    .map(({ group, effect, leading }) => {
      if (group === 'order')
        return { code: codeOf(`order ${leading}`), text: ofOrder[leading]!(line), effect, evidence: [] }
      const text = `By ${shownDay(asOf)}, ${inWords(features.histories[group as Group], whose[group as Group](line))}.`
      return { code: codeOf(group), text, effect, evidence: lateOf(group as Group, line, asOf) }
    })
}

/** Without a mode of transport, a supplier's lines are those of the supplier and the mode. */
function mergedFor({ mode }: NamedLine, effects: Prediction['effects']): Prediction['effects'] {
  if (mode) return effects
  const merged = Map.groupBy(effects, ({ group }) => (group === 'supplier and mode' ? 'supplier' : group))
  return [...merged]
    .map(([group, own]) => ({
      ...{ group, leading: own[0]!.leading },
      effect: own.reduce((sum, { effect }) => sum + effect, 0),
    }))
    .sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect))
}

function inWords({ recent, overdue }: GroupHistory, lines: string): string {
  if (recent.length === 0) return `nothing was known of lines ${lines}`
  const late = recent.filter(Boolean).length
  const last = recent.length === 1 ? `the only line ${lines}` : `the last ${recent.length} lines ${lines}`
  const came =
    recent.length === 1
      ? `${last} was ${late === 1 ? 'late' : 'on time'}`
      : `${late === 0 ? 'none' : late} of ${last} ${late === 1 ? 'was' : 'were'} late`
  return overdue > 0 ? `${came}, and ${overdue} had not come yet` : came
}

export type LateLines = (group: Group, like: NamedLine, asOf: number) => Evidence[]

/** Finds the latest lines of a group that were known to be late by a day. */
export function lateLinesIn(history: NamedLine[]): LateLines {
  const late = history.filter(isLate).sort((a, b) => knownOn(b) - knownOn(a) || (a.id < b.id ? -1 : 1))
  const groups = new Map<Group, Map<string, NamedLine[]>>()
  return (group, like, asOf) => {
    const byKey = groups.get(group) ?? Map.groupBy(late, (line) => keyOf(group, line))
    groups.set(group, byKey)
    const found: Evidence[] = []
    for (const line of byKey.get(keyOf(group, like)) ?? []) {
      if (knownOn(line) > asOf || line.id === like.id) continue
      found.push({ order_line_id: line.id, order_id: line.orderId, label: line.label })
      if (found.length === mostEvidence) break
    }
    return found
  }
}

function codeOf(name: string): string {
  return name.replaceAll(' ', '_')
}

function counted(count: number, one: string): string {
  return `${count} ${one}${count === 1 ? '' : 's'}`
}

function shown(value: number | undefined): string {
  return String(Math.round(100 * (value ?? 0)) / 100)
}

function dayPart(day: number, part: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...part }).format(new Date(day * 86_400_000))
}

function shownDay(day: number): string {
  return dayPart(day, { day: 'numeric', month: 'short', year: 'numeric' })
}
