import { readFileSync } from 'node:fs'

/** Series of one grain, all with the same horizon. */
export interface Grain {
  name: string
  period: number
  horizon: number
  histories: Float64Array[]
  actuals: Float64Array[]
}

interface Line {
  period: string
  m: number
  h: number
  x: number[]
  xx: number[]
}

/** Reads JSON lines of {id, period, m, h, x, xx}: the history x of each series and what came behind it, xx. */
export function readGrains(path: string): Grain[] {
  const grains = new Map<string, Grain>()
  for (const [index, text] of readFileSync(path, 'utf8').split('\n').entries()) {
    if (text.trim() === '') continue
    const { period: name, m: period, h: horizon, x, xx } = readLine(text, `${path}:${index + 1}`)
    const key = `${name} ${period} ${horizon}`
    const grain = grains.get(key) ?? { name: name.toLowerCase(), period, horizon, histories: [], actuals: [] }
    grain.histories.push(Float64Array.from(x))
    grain.actuals.push(Float64Array.from(xx))
    grains.set(key, grain)
  }
  return [...grains.values()]
}

function readLine(text: string, place: string): Line {
  const line = JSON.parse(text) as Line
  const { m, h, x, xx } = line
  if (!(m >= 1 && h >= 1 && x?.length >= 1 && xx?.length === h))
    throw new Error(
      `${place}: {period, m, h, x, xx} with m and h of at least 1, a history x, and h values xx`,
    )
  return line
}
