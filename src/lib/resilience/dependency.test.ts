import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { getMetrics } from '../metrics/metrics.ts'
import {
  type DependencyRules,
  defineDependency,
  findLeftAlone,
  getDependency,
  isLeftAlone,
} from './dependency.ts'
import { TooLate, withinTime } from './within-time.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A dependency that answers what it is told to, and counts the calls that reach it. */
function outside(rules: Omit<DependencyRules, 'kind'> = {}) {
  const { ask, openSince } = defineDependency({ kind: 'test', ...rules })
  const seen = { calls: 0, isDown: true }
  const call = async () => {
    seen.calls += 1
    if (seen.isDown) throw new Error('down')
    return 'well'
  }
  const settle = async () => {
    const answered = ask(call).then(
      (answer) => ({ answer }),
      (error: unknown) => ({ error }),
    )
    await vi.runAllTimersAsync()
    return answered as Promise<{ answer?: string; error?: unknown }>
  }
  return { seen, settle, openSince, ask }
}

it('is left alone after five failures in a row, and probed once after ten seconds', async () => {
  const { seen, settle, openSince } = outside({ tries: 1 })
  for (let count = 0; count < 5; count += 1) expect(isLeftAlone((await settle()).error)).toBe(false)
  expect(isLeftAlone((await settle()).error)).toBe(true)
  expect(seen.calls).toBe(5)
  const since = openSince()
  await vi.advanceTimersByTimeAsync(10_000)
  await settle()
  await settle()
  expect([seen.calls, openSince()]).toEqual([6, since])
  await vi.advanceTimersByTimeAsync(10_000)
  seen.isDown = false
  expect((await settle()).answer).toBe('well')
  expect(openSince()).toBeUndefined()
})

it('is left alone when half of ten calls fail within thirty seconds', async () => {
  const { seen, settle } = outside({ tries: 1 })
  for (let count = 0; count < 10; count += 1) {
    seen.isDown = count % 2 === 1
    await settle()
  }
  expect(isLeftAlone((await settle()).error)).toBe(true)
})

it('a refusal is no failure, and is not repeated', async () => {
  const { seen, settle } = outside({ isFailure: () => false })
  for (let count = 0; count < 12; count += 1) expect(isLeftAlone((await settle()).error)).toBe(false)
  expect(seen.calls).toBe(12)
})

it('is asked again at most once in ten calls', async () => {
  const { seen, settle } = outside({ isFailure: (error) => !isLeftAlone(error) })
  for (let count = 0; count < 100; count += 1) {
    seen.isDown = count % 5 === 0
    await settle()
  }
  expect(seen.calls).toBeGreaterThan(100)
  expect(seen.calls).toBeLessThanOrEqual(111)
})

it('waits for as long as it is asked to, and does not ask again what wants more than any pause', async () => {
  const waited = async (retryAfterSeconds: number) => {
    const { ask } = defineDependency({ kind: 'test', isBadAnswer: (answer) => answer !== 'well' })
    let calls = 0
    const startedAt = Date.now()
    const answered = ask(async () => (calls++ ? 'well' : { retryAfterSeconds }))
    await vi.runAllTimersAsync()
    return [await answered, Date.now() - startedAt]
  }
  expect(await waited(3)).toEqual(['well', 3_000])
  expect(await waited(60)).toEqual([{ retryAfterSeconds: 60 }, 0])
})

it('a try that takes too long is over', async () => {
  const { ask } = defineDependency({ kind: 'slow', callMs: 50, tries: 1 })
  const refused = expect(ask(() => new Promise(() => {}))).rejects.toThrow('timed out')
  await vi.advanceTimersByTimeAsync(50)
  await refused
  const late = expect(withinTime(1, () => new Promise(() => {}))).rejects.toThrow(TooLate)
  await vi.advanceTimersByTimeAsync(1)
  await late
})

it('has one policy for each kind and id, and its breaker shows in the metrics', async () => {
  const named = { kind: 'named', id: '1', tries: 1 }
  expect(getDependency(named)).toBe(getDependency(named))
  expect(getDependency(named)).not.toBe(getDependency({ ...named, id: '2' }))
  const down = () => Promise.reject(new Error('down'))
  for (let count = 0; count < 6; count += 1)
    await getDependency(named)
      .ask(down)
      .catch(() => {})
  expect(findLeftAlone().map(({ name }) => name)).toEqual(['named 1'])
  const told = await getMetrics().registry.metrics()
  expect(told).toContain('waybill_open_breakers{dependency="named"} 1')
  expect(told).toContain('waybill_dependency_calls_total{dependency="named",outcome="failed"} 5')
  expect(told).toContain('waybill_dependency_calls_total{dependency="named",outcome="left_alone"} 1')
})
