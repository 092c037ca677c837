import { ExpressionError } from './parse.ts'
import { type Kind, kindNames, mostPlaces, type Typed } from './typed.ts'

/** A part of a call, and where it stands. */
export type Given = Typed & { at: number; constant?: string | undefined }

interface Rule {
  /** As it is written, for those who write it. */
  usage: string
  most: number
  least: number
  type: (given: Given[]) => Typed
}

const datePart = (part: string): Rule => ({
  usage: `${part}(date)`,
  ...{ least: 1, most: 1 },
  type([of]) {
    needs(of!, part === 'hour' ? ['timestamp'] : ['date', 'timestamp'])
    return {
      ...{ kind: 'number', scale: 0 },
      sql: (...at) => `extract(${part} from ${of!.sql(...at)})::numeric`,
    }
  },
})

export const functions: Record<string, Rule> = {
  round: {
    usage: 'round(number, places)',
    ...{ least: 1, most: 2 },
    type([of, places]) {
      needs(of!, ['number'])
      const scale = places ? Number(places.constant ?? Number.NaN) : 0
      if (!Number.isInteger(scale) || scale > mostPlaces)
        throw new ExpressionError(places!.at, `Expected a whole number of places from 0 to ${mostPlaces}`)
      return { kind: 'number', scale, sql: (...at) => `round(${of!.sql(...at)}, ${scale})` }
    },
  },
  concat: {
    usage: 'concat(text, ...)',
    ...{ least: 1, most: 20 },
    type(given) {
      for (const one of given) needs(one, ['text', 'number', 'date', 'timestamp'])
      return {
        ...{ kind: 'text', scale: 0 },
        sql: (...at) => `concat(${given.map((one) => asText(one, one.sql(...at))).join(', ')})`,
      }
    },
  },
  if: {
    usage: 'if(condition, then, otherwise)',
    ...{ least: 3, most: 3 },
    type([condition, then, otherwise]) {
      needs(condition!, ['boolean'])
      const { kind, scale } = together([then!, otherwise!])
      return {
        ...{ kind, scale },
        sql: (...at) =>
          `case when ${condition!.sql(...at)} then ${then!.sql(...at)} else ${otherwise!.sql(...at)} end`,
      }
    },
  },
  coalesce: {
    usage: 'coalesce(value, ...)',
    ...{ least: 2, most: 20 },
    type(given) {
      const { kind, scale } = together(given)
      return { kind, scale, sql: (...at) => `coalesce(${given.map((one) => one.sql(...at)).join(', ')})` }
    },
  },
  ...Object.fromEntries(
    ['year', 'quarter', 'month', 'week', 'day', 'hour'].map((part) => [part, datePart(part)]),
  ),
}

/** Throws where a part is not of one of these kinds. */
export function needs(of: Given, kinds: Kind[]): void {
  if (!kinds.includes(of.kind)) {
    const allowed = kinds.map((kind) => kindNames[kind]).join(', ')
    throw new ExpressionError(of.at, `Expected ${allowed}, but this is ${kindNames[of.kind]}`)
  }
}

/** What values have in common that stand for each other. */
export function together(given: Given[]): { kind: Kind; scale: number } {
  const [{ kind }] = given as [Given]
  if (kind === 'boolean') needs(given[0]!, ['number', 'text', 'date', 'timestamp'])
  for (const one of given) needs(one, [kind])
  return { kind, scale: Math.max(...given.map(({ scale }) => scale)) }
}

function asText({ kind, scale }: Typed, sql: string): string {
  return kind === 'number' ? `round(${sql}, ${scale})::text` : `(${sql})::text`
}
