import { expect, it } from 'vitest'
import { query } from '../db/index.ts'
import { defineSweep, runPass, startSweeping } from './sweep.ts'

const worker = { id: crypto.randomUUID(), name: 'test' }

it('more sweeps than the pool has connections all get their turn at once', async () => {
  const sweeps = Array.from({ length: 30 }, (_, index) =>
    defineSweep({
      name: `tests.sweep_${index}`,
      every: 1,
      run: async () => (await query('select pg_sleep(0.01)')).rows.length,
    }),
  )
  const passes = await Promise.all(sweeps.map((sweep) => runPass(sweep, worker)))
  expect(passes).toEqual(sweeps.map(() => 1))
})

it('a sweep that fails leaves its turn to the next one', async () => {
  const failing = defineSweep({ name: 'tests.failing', every: 1, run: () => Promise.reject(new Error('no')) })
  const fine = defineSweep({ name: 'tests.fine', every: 1, run: async () => 1 })
  const ended = await Promise.allSettled([
    ...Array.from({ length: 10 }, () => runPass(failing, worker)),
    runPass(fine, worker),
  ])
  expect(ended.at(-1)).toEqual({ status: 'fulfilled', value: 1 })
})

it('stopping begins no pass that waited for its turn, and leaves one that does not end', async () => {
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
  const { promise: released, resolve: release } = Promise.withResolvers<number>()
  let passes = 0
  const endless = Array.from({ length: 3 }, (_, index) =>
    defineSweep({
      name: `tests.endless_${index}`,
      every: 1,
      run: () => {
        if (index === 2) begin()
        return released
      },
    }),
  )
  const waiting = defineSweep({
    name: 'tests.waiting',
    every: 1,
    run: async () => {
      passes += 1
      return 0
    },
  })
  const stop = startSweeping([...endless, waiting], worker)
  await begun
  expect(await stop(50)).toBe(false)
  release(0)
  expect(await stop(60_000)).toBe(true)
  expect(passes).toBe(0)
})
