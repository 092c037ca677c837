import { expect, it } from 'vitest'
import { envNames, parseEnv } from '#src/lib/env.ts'
import { read } from './project.ts'

/** Each variable with the line above it and the value that stands there. */
function variablesIn(text: string) {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [, hash, name, value] = /^(#?)([A-Z][A-Z0-9_]*)=(.*)$/.exec(line) ?? []
    return name ? [{ name, value, isSet: hash === '', above: lines[index - 1] ?? '' }] : []
  })
}

const example = variablesIn(read('.env.example'))

it('.env.example has every variable once, each with a sentence above it', () => {
  expect(example.map(({ name }) => name).sort()).toEqual([...envNames].sort())
  expect(example.filter(({ above }) => !/^# .{8,}[.,]$/.test(above))).toEqual([])
  const bare = variablesIn('PORT=1')
  expect(bare.filter(({ above }) => !/^# /.test(above))).toHaveLength(1)
})

it('.env.example names the defaults', () => {
  const needed = { DATABASE_URL: 'postgresql://localhost/waybill', AUTH_SECRET: 'x'.repeat(32) }
  const given = Object.fromEntries(
    example.filter(({ isSet }) => isSet).map(({ name, value }) => [name, value]),
  )
  expect(parseEnv({ ...needed, ...given })).toEqual(parseEnv(needed))
})
