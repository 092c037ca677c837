import { isLate, knownOn, type Line } from './line.ts'

/** Whose lines a line is compared with. */
const groups = {
  supplier: ({ supplier }: Line) => supplier,
  country: ({ country }: Line) => country,
  site: ({ site }: Line) => site,
  mode: ({ mode }: Line) => mode,
  'item group': ({ group }: Line) => group,
  'supplier and site': ({ supplier, site }: Line) => `${supplier}\0${site}`,
  'supplier and mode': ({ supplier, mode }: Line) => `${supplier}\0${mode}`,
  'supplier and item group': ({ supplier, group }: Line) => `${supplier}\0${group}`,
} satisfies Record<string, (line: Line) => string>

export type Group = keyof typeof groups
const groupNames = Object.keys(groups) as Group[]

const perGroup = ['known', 'rate', 'recent', 'days late', 'overdue'] as const
const recentLines = 20
/** Lines of the overall rate that a group begins with. */
export const priorLines = 10
export const firstRate = 0.1

/** What is known of a group at some day. */
export interface GroupHistory {
  known: number
  late: number
  /** Of the last 20 known lines, which were late. */
  recent: boolean[]
  delivered: number
  daysLate: number
  overdue: number
}

export interface Features {
  values: Float64Array
  /** Behind the values, for words. */
  histories: Record<Group, GroupHistory>
}

/** What each value says; the part before the colon is what reasons are told by. */
export function featureNames(numbers: readonly string[]): string[] {
  return [
    ...groupNames.flatMap((group) => perGroup.map((figure) => `${group}: ${figure}`)),
    ...['days to deliver', 'month', 'weekday'].map((name) => `order: ${name}`),
    ...numbers.map((name) => `order: ${name}`),
  ]
}

interface Question {
  line: Line
  /** Nothing that became known later is used. */
  asOf: number
}

/**
 * The features of each line as of its day, in their order, out of everything that `history` had shown by then. The
 * lines asked about may be part of it.
 */
export function featuresOf(questions: Question[], history: Line[], numbers: readonly string[]): Features[] {
  const events = eventsOf(history)
  const state = new State()
  const answers: Features[] = []
  let next = 0
  const inTime = questions.map((_, index) => index).sort((a, b) => questions[a]!.asOf - questions[b]!.asOf)
  for (const index of inTime) {
    const { line, asOf } = questions[index]!
    for (; next < events.length && events[next]!.day <= asOf; next += 1) events[next]!.apply(state)
    answers[index] = state.describe(line, numbers)
  }
  return answers
}

interface Event {
  day: number
  id: string
  apply: (state: State) => void
}

/** Everything that becomes known, in the order of time. */
function eventsOf(lines: Line[]): Event[] {
  const events = lines.flatMap((line): Event[] => {
    const { id, deliveredOn, dueOn } = line
    const late = isLate(line)
    const at = (day: number, apply: (history: GroupHistory) => void): Event => ({
      ...{ day, id },
      apply: (state) => state.change(line, apply),
    })
    return [
      at(knownOn(line), (history) => {
        history.known += 1
        history.late += Number(late)
        history.recent.push(late)
        if (history.recent.length > recentLines) history.recent.shift()
        history.overdue += Number(late)
      }),
      ...(deliveredOn === null
        ? []
        : [
            at(Math.max(deliveredOn, knownOn(line)), (history) => {
              history.delivered += 1
              history.daysLate += deliveredOn - dueOn
              history.overdue -= Number(late)
            }),
          ]),
    ]
  })
  return events.sort((a, b) => a.day - b.day || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
}

class State {
  readonly #histories = new Map<string, GroupHistory>()
  readonly #all = empty()

  change(line: Line, apply: (history: GroupHistory) => void): void {
    apply(this.#all)
    for (const name of groupNames) {
      const key = keyOf(name, line)
      const history = this.#histories.get(key) ?? empty()
      this.#histories.set(key, history)
      apply(history)
    }
  }

  describe(line: Line, numbers: readonly string[]): Features {
    const overall = (this.#all.late + priorLines * firstRate) / (this.#all.known + priorLines)
    const known = groupNames.map((name) => this.#histories.get(keyOf(name, line)) ?? empty())
    const day = new Date(line.dueOn * 86_400_000)
    return {
      values: Float64Array.from([
        ...known.flatMap((history) => figuresOf(history, overall)),
        ...[line.dueOn - line.orderedOn, day.getUTCMonth(), day.getUTCDay()],
        ...numbers.map((name) => line.numbers[name] ?? Number.NaN),
      ]),
      histories: Object.fromEntries(
        groupNames.map((name, index) => [name, { ...known[index]!, recent: [...known[index]!.recent] }]),
      ) as Record<Group, GroupHistory>,
    }
  }
}

/** What the lines of a group have in common. */
export function keyOf(name: Group, line: Line): string {
  return `${name}\0${groups[name](line)}`
}

function empty(): GroupHistory {
  return { known: 0, late: 0, recent: [], delivered: 0, daysLate: 0, overdue: 0 }
}

function figuresOf(
  { known, late, recent, delivered, daysLate, overdue }: GroupHistory,
  overall: number,
): number[] {
  const unknown = Number.NaN
  return [
    known,
    (late + priorLines * overall) / (known + priorLines),
    recent.length > 0 ? recent.filter(Boolean).length / recent.length : unknown,
    delivered > 0 ? daysLate / delivered : unknown,
    overdue,
  ]
}
