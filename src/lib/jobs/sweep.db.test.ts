import { expect, it } from 'vitest'
import { query } from '../db/index.ts'
import { defineSweep, runPass } from './sweep.ts'

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
